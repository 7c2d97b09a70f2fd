import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from '@civic-graph/policy';
import type { AccessTokenVerifier } from '@civic-graph/tokens';
import type { Logger } from 'pino';
import { parse as parseSafely } from 'secure-json-parse';
import { authenticate } from '../authentication/authenticate.ts';
import { cacheControl } from '../caching/answer-freshness.ts';
import type { AdmittedOperation, Engine, OperationResult } from '../execution/execute-operation.ts';
import type { CivicGateway } from '../supergraph/civic-gateway.ts';
import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';
import { costHeader } from './cost-header.ts';
import { RequestEnd } from './end-of-request.ts';
import { failedOperation } from './failed-operation.ts';
import { formatAnswer, statusOf } from './format-answer.ts';
import type { ErrorFormatter } from './mask-error.ts';
import { answerVariesBy, isEventStream, mediaTypeFor } from './media-type.ts';
import { operationStatus } from './operation-status.ts';
import { readOperation } from './read-operation.ts';
import { SharedAnswers } from './shared-answers.ts';

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
  readonly accept: string | undefined;
  readonly mediaType: string;
}

/**
 * The way past Apollo Server, for an operation that it has parsed and validated before.
 *
 * Only what is plainly right takes this lane. Whatever is to be refused, and whatever is unusual, is answered by the
 * other lane from the start: nothing has been fetched when this one lets go of a request.
 */
export interface FastLane {
  /** By the headers alone, before the body is read. `null` where the request belongs to the other lane. */
  identify(request: Pick<IncomingMessage, 'headers' | 'method'>): Promise<Caller | null>;
  /** @returns whether the request was answered; where not, it belongs to the other lane */
  answer(caller: Caller, body: string, response: ServerResponse): Promise<boolean>;
}

interface Answer {
  readonly status: number;
  /** Of the first error, where there is no data. */
  readonly code: unknown;
  readonly text: string;
  readonly maxAge: number | undefined;
  readonly cost: number;
  readonly recordAgain: OperationResult['recordAgain'];
}

export function createFastLane(options: FastLaneOptions): FastLane {
  const { engine, gateway, verify, mask, logger, deadlineMs } = options;
  let served: ServedSupergraph | null = null;
  const nothingShared = () => new SharedAnswers<Answer>(deadlineMs / 2, engine.lastChange);
  let shared = nothingShared();

  return {
    async identify(request) {
      const { accept } = request.headers;
      const mediaType = mediaTypeFor(accept);
      if (mediaType === null || isEventStream(mediaType)) return null;
      try {
        return { mediaType, accept, principal: await authenticate(request, verify) };
      } catch {
        return null;
      }
    },

    async answer(caller, body, response) {
      const { principal } = caller;
      if (served !== gateway.current) {
        served = gateway.current;
        shared = nothingShared();
      }
      const joined = shared.join(principal, body, response);
      let answer = joined && recordedAgain(joined);
      if (answer === undefined) {
        const admitted = served && (await admit(served, body, principal));
        if (admitted === null) return false;
        const since = performance.now();
        const end = new RequestEnd(response, deadlineMs);
        answer = run(admitted, principal, end);
        if (admitted.operation.kind === 'query') shared.offer(principal, body, { since, end, answer });
      }
      write(await answer, caller, response);
      return true;
    },
  };

  /** Refuses nothing itself: `null` leaves it to the other lane to say why. */
  async function admit(
    served: ServedSupergraph,
    body: string,
    principal: Principal,
  ): Promise<AdmittedOperation | null> {
    try {
      const source = readOperation(parseSafely(body));
      const prepared = source && engine.prepared(served, source);
      if (!prepared || prepared.kind === 'subscription') return null;
      const admission = await engine.admit(prepared, source.variables, principal);
      return admission.kind === 'admitted' ? admission : null;
    } catch {
      return null;
    }
  }

  async function run(admitted: AdmittedOperation, principal: Principal, signal: RequestEnd): Promise<Answer> {
    const requestId = crypto.randomUUID();
    const result = await engine
      .run(admitted, { principal, requestId, signal })
      .catch((error: unknown): OperationResult => failedOperation(error, logger));
    return asAnswer(result, admitted.cost);
  }

  /** Whoever gets the answer that another request has asked for has read it as well. */
  async function recordedAgain(joined: Promise<Answer>): Promise<Answer> {
    const answer = await joined;
    try {
      await answer.recordAgain?.(crypto.randomUUID());
      return answer;
    } catch (error) {
      return asAnswer(failedOperation(error, logger), answer.cost);
    }
  }

  function asAnswer(result: OperationResult, cost: number): Answer {
    const { maxAge, recordAgain } = result;
    const code = result.data === undefined ? result.errors?.[0]?.extensions.code : undefined;
    return { status: statusOf(result), code, text: formatAnswer(result, mask), maxAge, cost, recordAgain };
  }
}

function write(
  { status, code, text, maxAge, cost }: Answer,
  { accept, mediaType }: Caller,
  response: ServerResponse,
): void {
  const body = Buffer.from(text);
  response.writeHead(operationStatus(status, code, accept), {
    'cache-control': cacheControl(maxAge),
    'content-type': mediaType,
    [costHeader]: String(cost),
    vary: answerVariesBy,
    'content-length': body.length,
  });
  response.end(body);
}
