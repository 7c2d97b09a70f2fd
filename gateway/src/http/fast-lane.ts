import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Principal } from '@civic-graph/policy';
import type { AccessTokenVerifier } from '@civic-graph/tokens';
import type { Logger } from 'pino';
import { parse as parseSafely } from 'secure-json-parse';
import { authenticate } from '../authentication/authenticate.ts';
import type { AdmittedOperation, Engine, OperationResult } from '../execution/execute-operation.ts';
import type { CivicGateway } from '../supergraph/civic-gateway.ts';
import { endOfRequest } from './end-of-request.ts';
import { failedOperation } from './failed-operation.ts';
import { formatAnswer, statusOf } from './format-answer.ts';
import type { ErrorFormatter } from './mask-error.ts';
import { answerVariesBy, mediaTypeFor } from './media-type.ts';
import { readOperation } from './read-operation.ts';

export interface FastLaneOptions {
  readonly engine: Engine;
  readonly gateway: Pick<CivicGateway, 'current'>;
  readonly verify: AccessTokenVerifier;
  readonly mask: ErrorFormatter;
  readonly logger: Logger;
  readonly deadlineMs: number;
}

export interface Caller {
  readonly principal: Principal;
  readonly mediaType: string;
}

/** A request that may run: from here on it is answered in this lane, whatever happens. */
export interface Passenger extends Caller {
  readonly admitted: AdmittedOperation;
}

/**
 * The way past Apollo Server, for an operation that it has parsed and validated before.
 *
 * Only what is plainly right takes this lane. Whatever is to be refused, and whatever is unusual, is answered by the
 * other lane from the start: nothing has been fetched when this one lets go of a request.
 */
export interface FastLane {
  /** By the headers alone, before the body is read. `null` where the request belongs to the other lane. */
  identify(headers: IncomingHttpHeaders): Promise<Caller | null>;
  /** `null` where the request belongs to the other lane. */
  board(caller: Caller, body: Buffer): Promise<Passenger | null>;
  answer(passenger: Passenger, response: ServerResponse): Promise<void>;
}

export function createFastLane(options: FastLaneOptions): FastLane {
  const { engine, gateway, verify, mask, logger, deadlineMs } = options;

  return {
    async identify({ accept, authorization }) {
      const mediaType = mediaTypeFor(accept);
      if (mediaType === null) return null;
      try {
        return { mediaType, principal: await authenticate(authorization, verify) };
      } catch {
        return null;
      }
    },

    async board(caller, body) {
      const served = gateway.current;
      if (served === null) return null;
      try {
        const source = readOperation(parseSafely(body.toString('utf8')));
        const prepared = source && engine.prepared(served, source);
        if (!prepared) return null;
        const admitted = await engine.admit(prepared, source.variables, caller.principal);
        return admitted.kind === 'admitted' ? { ...caller, admitted } : null;
      } catch {
        return null;
      }
    },

    async answer({ admitted, principal, mediaType }, response) {
      const signal = endOfRequest(response, deadlineMs);
      const requestId = crypto.randomUUID();
      const result = await engine
        .run(admitted, { principal, requestId, signal })
        .catch((error: unknown): OperationResult => failedOperation(error, logger));
      const text = formatAnswer(result, mask);
      response.writeHead(statusOf(result), {
        'cache-control': 'no-store',
        'content-type': mediaType,
        vary: answerVariesBy,
        'content-length': Buffer.byteLength(text),
      });
      response.end(text);
    },
  };
}
