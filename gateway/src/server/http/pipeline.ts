import type { ServerResponse } from 'node:http';
import type { PublicError } from '@civic-graph/errors';
import { clientNetwork } from '@civic-graph/service';
import type { AccessTokenVerifier } from '@civic-graph/tokens';
import type { Logger } from 'pino';
import { admitNewDocument, type NewDocumentOptions } from '../../admission/admission-queue/new-documents.ts';
import type { ParseQueue } from '../../admission/admission-queue/parse-queue.ts';
import { authenticate } from '../../admission/authentication/authenticate.ts';
import { refuseConditionalSubscriptionIn } from '../../admission/demand-control/conditional-subscription.ts';
import type { QuotaCaller } from '../../admission/rate-limiting/quotas.ts';
import type { Admission, AdmittedOperation, Engine, OperationResult } from '../../execution/engine.ts';
import type { PreparedOperation } from '../../execution/prepared-operation.ts';
import type { OperationSource, ValidOperation } from '../../execution/prepared-operations.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import type { ServedSupergraph } from '../../supergraph/served-supergraph.ts';
import { RequestEnd } from './end-of-request.ts';
import { failedOperation } from './failed-operation.ts';
import { contractIn, pathOfContract } from './graphql-path.ts';
import { mediaTypeFor } from './media-type.ts';
import { type BodyBounds, readBody } from './request-body.ts';
import type { RequestState } from './request-state.ts';

/*
 * The steps of a request to `/graphql` or the path of a contract. Both request paths call these functions
 * in this order.
 *
 * The fast path (fast-path.ts) omits steps 5 and 6. On the slow path (graphql-route.ts, then
 * apollo-server.ts) Apollo Server parses and validates between them. Results of a step are stored in the
 * `RequestState`.
 */

export interface IdentifyOptions {
  readonly verify: AccessTokenVerifier;
  /** Whether a load balancer in front appends the client's address. */
  readonly isForwarded: boolean;
}

/** 1. Negotiates the media type. Refuses with 406 (`null`). Caches the choice by `Accept`. */
export function negotiate(state: RequestState): string | null {
  state.answerType = mediaTypeFor(state.request.headers.accept);
  return state.answerType;
}

/**
 * 2. Authenticates. Refuses with UNAUTHENTICATED, TOKEN_REVOKED, DPOP_PROOF_INVALID. Caches verified tokens,
 * and the caller for the rest of the request: a DPoP proof is accepted once.
 */
export async function identify(state: RequestState, options: IdentifyOptions): Promise<QuotaCaller> {
  state.caller ??= {
    principal: await authenticate(state.request, options.verify, () => {
      const contract = contractIn(state.request.url);
      return contract === null ? undefined : pathOfContract(contract);
    }),
    network: clientNetwork(state.request, options.isForwarded),
  };
  return state.caller;
}

/**
 * 3. Reads the body. Refuses with PAYLOAD_TOO_LARGE, or BAD_REQUEST where it nests too deep; request-paths.ts
 * refuses with OVERLOADED. Caches nothing: the fast path's body is taken once.
 */
export async function read(state: RequestState, bounds: BodyBounds): Promise<Buffer | PublicError> {
  const { body } = state;
  state.body = null;
  return body ?? readBody(state.request, bounds);
}

/**
 * 4. Finds the operation as an earlier request prepared it. Refuses nothing. This caches steps 5 and 6, by
 * supergraph, text and operation name.
 */
export function findPrepared(
  engine: Engine,
  served: ServedSupergraph | null,
  source: OperationSource,
): PreparedOperation | undefined {
  return served === null ? undefined : engine.prepared(served, source);
}

/**
 * 5. Charges and queues a document that is not prepared, before anything parses it. Refuses with
 * RATE_LIMITED, OVERLOADED, OPERATION_LIMIT_EXCEEDED, GRAPHQL_VALIDATION_FAILED. Then Apollo Server parses
 * and validates it.
 */
export async function admitUnseen(
  state: RequestState,
  text: string,
  response: ServerResponse,
  options: NewDocumentOptions & IdentifyOptions & { readonly deadlineMs: number },
): Promise<void> {
  state.end = new RequestEnd(response, options.deadlineMs);
  state.documentWork = await admitNewDocument(text, await identify(state, options), state.end, options);
  refuseConditionalSubscriptionIn(text, options.limits);
}

/**
 * 6. Prepares a valid document: checks limits, lists rights and compiles it. Refuses with
 * OPERATION_LIMIT_EXCEEDED. Large documents get an event loop iteration of their own, before and after.
 */
export async function prepare(
  { engine, parseQueue }: { readonly engine: Engine; readonly parseQueue: Pick<ParseQueue, 'step'> },
  served: ServedSupergraph,
  valid: ValidOperation,
  work = valid.text.length,
): Promise<PreparedOperation> {
  await parseQueue.step(work);
  const prepared = engine.prepare(served, valid);
  await parseQueue.step(work);
  return prepared;
}

/**
 * 7. Admits the operation for this caller: safelist, variables, cost, rate limit, rights; then plans it. Each
 * may refuse (execution/admit-operation.ts). Caches plans by rights and conditions.
 */
export function admit(engine: Engine, ...request: Parameters<Engine['admit']>): Promise<Admission> {
  return engine.admit(...request);
}

/** 7. on the fast path: returns `null` and charges nothing if the operation has to be planned first. */
export function admitPlanned(
  engine: Engine,
  ...request: Parameters<Engine['admitPrepared']>
): Promise<Admission | null> {
  return engine.admitPrepared(...request);
}

/**
 * 8. Executes the plan, shapes the answer and records the personal data in it
 * (execution/answer-operation.ts). Refuses with ACCESS_NOT_RECORDED. Subgraph responses are cached by their
 * hints.
 */
export async function execute(
  engine: Engine,
  admitted: AdmittedOperation,
  call: CallContext,
  logger: Logger,
): Promise<OperationResult> {
  try {
    return await engine.run(admitted, call);
  } catch (error) {
    return failedOperation(error, logger);
  }
}

/*
 * 9. Writes the answer: write-answer.ts on the fast path, Apollo Server on the slow path. Both take the
 * status from operation-status.ts, `Retry-After` from retry-after.ts and the `ETag` from
 * conditional-answer.ts.
 */
