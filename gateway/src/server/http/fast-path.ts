import type { ServerResponse } from 'node:http';
import type { Principal } from '@civic-graph/policy';
import type { Logger } from 'pino';
import { parse as parseSafely } from 'secure-json-parse';
import type { QuotaCaller } from '../../admission/rate-limiting/quotas.ts';
import { CoalescedRequests } from '../../audit/coalesced-requests.ts';
import type { Admission, AdmittedOperation, Engine } from '../../execution/engine.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import type { CivicGateway } from '../../supergraph/civic-gateway.ts';
import type { ServedSupergraph } from '../../supergraph/served-supergraph.ts';
import type { PersistedQuery } from './apollo-server.ts';
import { RequestEnd } from './end-of-request.ts';
import { failedOperation } from './failed-operation.ts';
import { type InflightRequest, InflightRequests } from './inflight-request-dedup.ts';
import type { ErrorFormatter } from './mask-error.ts';
import { isEventStream } from './media-type.ts';
import {
  admitPlanned,
  execute,
  findPrepared,
  type IdentifyOptions,
  identify,
  negotiate,
} from './pipeline.ts';
import { requestInParameters } from './query-parameters.ts';
import { readOperation, readPersistedOperation } from './read-operation.ts';
import type { RequestState } from './request-state.ts';
import { type Answer, answerOf, writeAnswer } from './write-answer.ts';

export interface FastPathOptions extends IdentifyOptions {
  readonly engine: Engine;
  readonly gateway: Pick<CivicGateway, 'current'>;
  readonly persistedQuery: PersistedQuery;
  readonly mask: ErrorFormatter;
  readonly logger: Logger;
  readonly deadlineMs: number;
}

/**
 * Answers prepared operations by the steps of the pipeline, without Apollo Server. Unusual requests, and
 * nearly all refusals, go to the slow path before anything is fetched.
 */
export interface FastPath {
  /**
   * Negotiates and authenticates from the headers, before the body is read.
   * @returns whether the request may stay on the fast path
   */
  identify(state: RequestState): Promise<boolean>;
  /**
   * @param sent body of a `POST`, URL of a `GET`
   * @returns whether the request was answered; otherwise the slow path answers it
   */
  answer(state: RequestState, sent: string, response: ServerResponse): Promise<boolean>;
}

export function createFastPath(options: FastPathOptions): FastPath {
  const { engine, gateway, persistedQuery, mask, logger, deadlineMs } = options;
  let served: ServedSupergraph | null = null;
  const nothingShared = () => new InflightRequests<Answer>(deadlineMs / 2, engine.lastChange);
  let shared = nothingShared();

  return {
    async identify(state) {
      const answerType = negotiate(state);
      if (answerType === null || isEventStream(answerType)) return false;
      try {
        await identify(state, options);
        return true;
      } catch {
        return false;
      }
    },

    async answer(state, sent, response) {
      const { caller, span } = state;
      if (caller === null) return false;
      const { principal } = caller;
      if (served !== gateway.current) {
        served = gateway.current;
        shared = nothingShared();
      }
      // Read once: an answer admitted before a supergraph change must not be shared after it.
      const inFlight = shared;
      const since = performance.now();
      const joined = inFlight.join(principal, sent, response);
      if (joined) {
        span?.setAttributes({ 'civic.shared': true });
        const charged = engine.charge(caller, joined.cost);
        const verdict = charged instanceof Promise ? await charged : charged;
        if (verdict?.kind !== 'refused') engine.coalesced(joined.operation, principal);
        const answer =
          verdict?.kind === 'refused' ? answerOf({ errors: [verdict.error] }, mask) : recordedToo(joined);
        writeAnswer(await answer, verdict?.fields, state, response);
        return true;
      }
      const admission = served && (await admit(served, state, sent, caller));
      if (admission === null) return false;
      const { rateLimit } = admission;
      if (admission.kind === 'refused') {
        writeAnswer(answerOf(admission, mask), rateLimit, state, response);
        return true;
      }
      const end = new RequestEnd(response, deadlineMs);
      const coalesced = new CoalescedRequests();
      const answer = run(admission, { principal, network: caller.network, signal: end, span, coalesced });
      const { operation, cost } = admission;
      if (operation.kind === 'query')
        inFlight.offer(principal, sent, { since, end, coalesced, operation, cost, answer });
      writeAnswer(await answer, rateLimit, state, response);
      return true;
    },
  };

  /**
   * Returns `null` if the slow path has to answer. Quota refusals are answered here: the slow path takes many
   * times as long, which would help an attacker.
   */
  async function admit(
    served: ServedSupergraph,
    { request, span }: RequestState,
    sent: string,
    { principal, network }: QuotaCaller,
  ): Promise<Admission | null> {
    try {
      const isRead = request.method === 'GET';
      const payload: unknown = isRead ? requestInParameters(sent) : parseSafely(sent);
      const source = readOperation(payload) ?? (await persistedIn(payload, principal));
      const prepared = source && findPrepared(engine, served, source);
      if (!prepared || prepared.kind === 'subscription') return null;
      // The slow path refuses mutations by GET.
      if (isRead && prepared.kind !== 'query') return null;
      const admission = await admitPlanned(engine, prepared, source.variables, principal, { network, span });
      return admission?.kind === 'admitted' || admission?.isForQuota ? admission : null;
    } catch {
      return null;
    }
  }

  async function persistedIn(payload: unknown, principal: Principal) {
    const persisted = readPersistedOperation(payload);
    const text = persisted && (await persistedQuery(persisted.hash, principal));
    return text === undefined || persisted === undefined ? undefined : { ...persisted, text };
  }

  async function run(
    admitted: AdmittedOperation,
    { principal, network, signal, span, coalesced }: Omit<CallContext, 'requestId'>,
  ): Promise<Answer> {
    const requestId = crypto.randomUUID();
    const result = await execute(
      engine,
      admitted,
      { principal, network, requestId, signal, span, coalesced },
      logger,
    );
    return answerOf(result, mask, admitted.cost);
  }

  /** Records a coalesced request as well: in the same write, or separately once that write has begun. */
  async function recordedToo(joined: InflightRequest<Answer>): Promise<Answer> {
    const requestId = crypto.randomUUID();
    const isRecorded = joined.coalesced.join(requestId);
    const answer = await joined.answer;
    if (isRecorded) return answer;
    try {
      await answer.recordAgain?.(requestId);
      return answer;
    } catch (error) {
      return answerOf(failedOperation(error, logger), mask, answer.cost);
    }
  }
}
