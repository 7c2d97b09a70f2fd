import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AccessTokenVerifier } from '@civic-graph/tokens';
import type { Logger } from 'pino';
import { parse as parseSafely } from 'secure-json-parse';
import { authenticate } from '../../admission/authentication/authenticate.ts';
import { clientNetwork } from '../../admission/rate-limiting/client-network.ts';
import type { QuotaCaller, RateLimitFields } from '../../admission/rate-limiting/quotas.ts';
import { CoalescedRequests } from '../../audit/coalesced-requests.ts';
import type { Admission, AdmittedOperation, Engine, OperationResult } from '../../execution/engine.ts';
import { corkWrites } from '../../lib/corked-writes.ts';
import { cacheControl } from '../../subgraphs/answer-freshness.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import type { CivicGateway } from '../../supergraph/civic-gateway.ts';
import type { ServedSupergraph } from '../../supergraph/served-supergraph.ts';
import { storedVariesBy, validatorOf } from './conditional-answer.ts';
import { costHeader } from './cost-header.ts';
import { RequestEnd } from './end-of-request.ts';
import { failedOperation } from './failed-operation.ts';
import { formatAnswer, statusOf } from './format-answer.ts';
import { type InflightRequest, InflightRequests } from './inflight-request-dedup.ts';
import type { ErrorFormatter } from './mask-error.ts';
import { answerVariesBy, isEventStream, mediaTypeFor, plainJson } from './media-type.ts';
import { operationStatus } from './operation-status.ts';
import { requestInParameters } from './query-parameters.ts';
import { readOperation, readPersistedOperation } from './read-operation.ts';
import type { RequestState } from './request-state.ts';
import { retryAfterOf } from './retry-after.ts';

export interface FastPathOptions {
  readonly engine: Engine;
  readonly gateway: Pick<CivicGateway, 'current'>;
  readonly verify: AccessTokenVerifier;
  /** The text of a persisted query, by its hash. */
  readonly persistedQuery: (hash: string) => Promise<string | undefined>;
  readonly mask: ErrorFormatter;
  readonly logger: Logger;
  readonly deadlineMs: number;
  /** Whether a balancer in front tells the client's address. */
  readonly isForwarded: boolean;
}

/**
 * The way past Apollo Server, for an operation that it has parsed and validated before.
 *
 * Only what is plainly right takes this lane. Whatever is to be refused, and whatever is unusual, is answered
 * by the other lane from the start: nothing has been fetched when this one lets go of a request.
 */
export interface FastPath {
  /**
   * Negotiates and authenticates by the headers, before the body is read. Returns whether the request may
   * stay on the fast path.
   */
  identify(state: RequestState): Promise<boolean>;
  /**
   * Returns whether the request was answered; if not, the slow path answers it.
   *
   * @param sent the body of a `POST`, the address of a `GET`
   */
  answer(state: RequestState, sent: string, response: ServerResponse): Promise<boolean>;
}

interface Answer {
  readonly status: number;
  /** Of the first error, where there is no data. */
  readonly code: unknown;
  readonly text: string;
  readonly maxAge: number | undefined;
  /** Absent where the request was refused before anything was to be done. */
  readonly cost: number | undefined;
  readonly retryAfter: number | undefined;
  readonly recordAgain: OperationResult['recordAgain'];
}

export function createFastPath(options: FastPathOptions): FastPath {
  const { engine, gateway, verify, persistedQuery, mask, logger, deadlineMs, isForwarded } = options;
  let served: ServedSupergraph | null = null;
  const nothingShared = () => new InflightRequests<Answer>(deadlineMs / 2, engine.lastChange);
  let shared = nothingShared();

  return {
    async identify(state) {
      const { request } = state;
      state.answerType = mediaTypeFor(request.headers.accept);
      if (state.answerType === null || isEventStream(state.answerType)) return false;
      try {
        const principal = await authenticate(request, verify);
        state.caller = { principal, network: clientNetwork(request, isForwarded) };
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
      // Both as they are now: what is heard while it is admitted, others must not find in it.
      const inFlight = shared;
      const since = performance.now();
      const joined = inFlight.join(principal, sent, response);
      if (joined) {
        span?.tell({ 'civic.shared': true });
        const charged = engine.charge(caller, joined.cost);
        const verdict = charged instanceof Promise ? await charged : charged;
        const answer =
          verdict?.kind === 'refused' ? asAnswer({ errors: [verdict.error] }) : recordedToo(joined);
        write(await answer, verdict?.fields, state, response);
        return true;
      }
      const admission = served && (await admit(served, state, sent, caller));
      if (admission === null) return false;
      const { rateLimit } = admission;
      if (admission.kind === 'refused') {
        write(asAnswer(admission), rateLimit, state, response);
        return true;
      }
      const end = new RequestEnd(response, deadlineMs);
      const sharers = new CoalescedRequests();
      const answer = run(admission, { principal, network: caller.network, signal: end, span, sharers });
      const { operation, cost } = admission;
      if (operation.kind === 'query') inFlight.offer(principal, sent, { since, end, sharers, cost, answer });
      write(await answer, rateLimit, state, response);
      return true;
    },
  };

  /**
   * `null` leaves it to the other lane to say why. What is beyond a quota is refused here: the other lane
   * takes many times as long, and whoever floods us would have the better of it.
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
      const source = readOperation(payload) ?? (await persistedIn(payload));
      const prepared = source && engine.prepared(served, source);
      if (!prepared || prepared.kind === 'subscription') return null;
      // The slow path refuses to change anything by GET.
      if (isRead && prepared.kind !== 'query') return null;
      const admission = await engine.admitPrepared(prepared, source.variables, principal, { network, span });
      return admission?.kind === 'admitted' || admission?.isForQuota ? admission : null;
    } catch {
      return null;
    }
  }

  async function persistedIn(payload: unknown) {
    const persisted = readPersistedOperation(payload);
    const text = persisted && (await persistedQuery(persisted.hash));
    return text === undefined || persisted === undefined ? undefined : { ...persisted, text };
  }

  async function run(
    admitted: AdmittedOperation,
    { principal, network, signal, span, sharers }: Omit<CallContext, 'requestId'>,
  ): Promise<Answer> {
    const requestId = crypto.randomUUID();
    let result: OperationResult;
    try {
      result = await engine.run(admitted, { principal, network, requestId, signal, span, sharers });
    } catch (error) {
      result = failedOperation(error, logger);
    }
    return asAnswer(result, admitted.cost);
  }

  /**
   * Whoever gets the answer that another request has asked for has read it as well: he is recorded together
   * with it, in one write, or where that has begun by himself.
   */
  async function recordedToo(joined: InflightRequest<Answer>): Promise<Answer> {
    const requestId = crypto.randomUUID();
    const isRecorded = joined.sharers.join(requestId);
    const answer = await joined.answer;
    if (isRecorded) return answer;
    try {
      await answer.recordAgain?.(requestId);
      return answer;
    } catch (error) {
      return asAnswer(failedOperation(error, logger), answer.cost);
    }
  }

  function asAnswer(result: OperationResult, cost?: number): Answer {
    const { maxAge, recordAgain } = result;
    const error = result.data === undefined ? result.errors?.[0] : undefined;
    const code = error?.extensions.code;
    const retryAfter = retryAfterOf(error);
    return {
      status: statusOf(result),
      code,
      text: formatAnswer(result, mask),
      maxAge,
      cost,
      retryAfter,
      recordAgain,
    };
  }
}

function write(
  { status, code, text, maxAge, cost, retryAfter }: Answer,
  rateLimit: RateLimitFields | undefined,
  { request, answerType }: RequestState,
  response: ServerResponse,
): void {
  const finalStatus = operationStatus(status, code, request.headers.accept);
  const contentType = answerType ?? plainJson;
  const caching = cacheControl(maxAge);
  const validator = validatorOf(request, {
    status: finalStatus,
    cacheControl: caching,
    contentType,
    body: text,
  });
  const bytes = Buffer.byteLength(text);
  const headers: OutgoingHttpHeaders = {
    'cache-control': caching,
    'content-type': contentType,
    vary: validator === null ? answerVariesBy : storedVariesBy,
    'content-length': bytes,
  };
  if (cost !== undefined) headers[costHeader] = cost;
  if (validator !== null) headers.etag = validator.etag;
  else if (rateLimit) {
    headers.ratelimit = rateLimit.limit;
    headers['ratelimit-policy'] = rateLimit.policy;
  }
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  if (validator?.isKnown) {
    delete headers['content-type'];
    delete headers['content-length'];
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(finalStatus, headers);
  // What is all ASCII goes out as it is, in one piece with the head; anything else is encoded on the way.
  corkWrites(() => void response.end(text, bytes === text.length ? 'latin1' : 'utf8'));
}
