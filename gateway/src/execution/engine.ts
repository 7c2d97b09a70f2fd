import type { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { TraceSpan } from '@civic-graph/service';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { ParseQueue } from '../admission/admission-queue/parse-queue.ts';
import type {
  QuotaCaller,
  Quotas,
  QuotaVerdict,
  RateLimitFields,
} from '../admission/rate-limiting/quotas.ts';
import type { Safelists } from '../admission/safelists/safelists.ts';
import type { AccessAudit } from '../audit/access-audit.ts';
import type { Disclosure } from '../audit/access-records.ts';
import type { CancellationToken } from '../lib/cancellation.ts';
import type { Variables } from '../lib/graphql/variables.ts';
import type { UsageCounter } from '../observability/usage/usage-counter.ts';
import type {
  CallContext,
  SubgraphAnswer,
  SubgraphEvents,
  SubgraphPort,
} from '../subgraphs/subgraph-port.ts';
import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';
import type { JsonText } from './json-text.ts';
import type { PreparedForRights } from './prepare-for-rights.ts';
import type { PreparedOperation } from './prepared-operation.ts';
import type {
  OperationSource,
  PreparedOperationsOptions,
  PreparedStats,
  ValidOperation,
} from './prepared-operations.ts';

export interface EngineOptions extends PreparedOperationsOptions {
  readonly subgraphs: SubgraphPort;
  /** Without it, no subscription is admitted. */
  readonly events?: SubgraphEvents;
  /** Maximum errors per answer. */
  readonly maxErrors: number;
  /** URL where a citizen gives consent; included in refusals. */
  readonly consentUrl: string;
  /** Records disclosures of personal data. Absent in tests and in a demo that has switched it off. */
  readonly audit?: AccessAudit | null;
  /** Whether guarded data is withheld because the state of revocations is unknown. */
  readonly withholdsPersonalData?: (() => boolean) | undefined;
  /** Whether the grant behind a caller's token is known to be revoked. */
  readonly isRevoked?: ((principal: Principal) => boolean) | undefined;
  /** Operations approved for each app. Absent in tests. */
  readonly safelists?: Pick<Safelists, 'refusal' | 'lastChange'> | undefined;
  /** Quotas of callers; without it, unlimited. */
  readonly quotas?: Quotas | null;
  /** Queue for work on large documents; without it, nothing waits. */
  readonly parseQueue?: Pick<ParseQueue, 'enter'>;
  /** Called in a dry run with the fields that would have been denied. */
  readonly onWouldDeny?: (coordinates: readonly string[], requestId: string) => void;
  /** Called for each field that is null because the caller may not read it. */
  readonly onRefusal?: () => void;
  /** Called after each operation and event, with the seconds that its answer took, and its errors. */
  readonly onRun?: (
    admitted: AdmittedOperation,
    call: CallContext,
    seconds: number,
    errors: readonly unknown[] | undefined,
  ) => void;
  /** Called with what is thrown instead of preparing or admitting an operation; that may be a refusal. */
  readonly onThrown?: (error: unknown) => void;
  /** Counts who uses what of the schema; without it, nothing does. */
  readonly usage?: Pick<UsageCounter, 'count'> | undefined;
}

/** The rest of a request, beside its operation, variables and caller. */
export interface AdmissionRequest {
  /** Network of the request; quotas of callers without a token depend on it. */
  readonly network?: string;
  readonly span?: TraceSpan | undefined;
  /** Aborted once the client is gone; checked while the request is queued. */
  readonly end?: CancellationToken;
  /** Number of extensions that walk the whole document; each costs as much as a new document. */
  readonly walks?: number;
}

/** The operation that may run for this caller and these variables, or the errors that refuse it. */
export type Admission =
  | {
      readonly kind: 'refused';
      readonly errors: readonly PublicError[];
      /** Whether the caller's quota is exhausted; this is checked before anything expensive. */
      readonly isForQuota?: boolean;
      readonly rateLimit?: RateLimitFields | undefined;
    }
  | {
      readonly kind: 'admitted';
      readonly operation: PreparedOperation;
      readonly forRights: PreparedForRights;
      readonly variables: Variables;
      /** Estimated before anything is fetched. */
      readonly cost: number;
      readonly rateLimit: RateLimitFields | undefined;
    };

export type AdmittedOperation = Extract<Admission, { kind: 'admitted' }>;

export interface OperationResult {
  /** Absent if the operation was refused as a whole. */
  readonly data?: JsonText;
  readonly errors?: readonly GraphQLError[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** Seconds for which any cache on the way may store it; absent if none may. */
  readonly maxAge?: number | undefined;
  /**
   * Present if the answer holds personal data: await it before the same answer goes to a further request.
   */
  readonly recordAgain?: ((requestId: string) => Promise<void>) | undefined;
  /** What was recorded about it; absent if the answer holds no personal data. */
  readonly disclosure?: Disclosure | undefined;
}

/** Everything between a validated operation and its answer, independent of HTTP. */
export interface Engine {
  /** The operation as an earlier request prepared it. */
  prepared(served: ServedSupergraph, source: OperationSource): PreparedOperation | undefined;
  /**
   * Runs once per document: checks its limits, lists the rights that its answer depends on, and compiles it.
   * @throws PublicError OPERATION_LIMIT_EXCEEDED
   */
  prepare(served: ServedSupergraph, operation: ValidOperation): PreparedOperation;
  /**
   * Prepares recent operations for another supergraph before it is served.
   * @param schema that of a contract. Default is the whole schema of `next`.
   * @returns how many operations are ready
   */
  warm(current: ServedSupergraph, next: ServedSupergraph, schema?: GraphQLSchema): Promise<number>;
  /**
   * Runs once per request, before anything is fetched: revocation, safelist, variables and their limits,
   * quotas and data subjects, then authorization and the query plan.
   *
   * A combination of rights and conditions that is not prepared is charged and queued like a new document. A
   * refusal for variables or cost charges for the document, because it takes as long to read.
   * @throws PublicError OPERATION_LIMIT_EXCEEDED, BAD_USER_INPUT, PLAN_FAILED, OVERLOADED
   */
  admit(
    operation: PreparedOperation,
    variables: Variables,
    principal: Principal,
    request?: AdmissionRequest,
  ): Promise<Admission>;
  /**
   * Like `admit`, but returns `null` and charges nothing if something must be prepared first, or the
   * variables are refused.
   */
  admitPrepared(
    operation: PreparedOperation,
    variables: Variables,
    principal: Principal,
    request: AdmissionRequest,
  ): Promise<Admission | null>;
  /** Counts a request that receives another one's answer. */
  coalesced(operation: PreparedOperation, principal: Principal): void;
  /** Charges the quotas of a caller that receives another request's answer. */
  charge(caller: QuotaCaller, cost: number): QuotaVerdict | undefined | Promise<QuotaVerdict>;
  /**
   * Fetches and shapes the answer.
   * @throws PublicError OPERATION_LIMIT_EXCEEDED if the answer outgrows its budget; ACCESS_NOT_RECORDED if
   *   its personal data cannot be recorded on disk
   */
  run(admitted: AdmittedOperation, call: CallContext): Promise<OperationResult>;
  /**
   * Subscribes to the operation's subgraph. Its events reach the client only through `runEvent`.
   * @throws PublicError BAD_USER_INPUT if it is no subscription
   */
  subscribe(
    admitted: AdmittedOperation,
    call: Pick<CallContext, 'principal' | 'requestId' | 'isShared'>,
    signal: AbortSignal,
  ): AsyncIterable<SubgraphAnswer>;
  /** Completes one event with data of other subgraphs, and shapes its answer, as `run` does for a query. */
  runEvent(admitted: AdmittedOperation, event: SubgraphAnswer, call: CallContext): Promise<OperationResult>;
  /** Whether the operation is refused now because the revocation feed is silent. */
  withholds(operation: PreparedOperation, principal: Principal): boolean;
  /** Why the caller's app may not run this operation now; `null` if it may. */
  unlisted(operation: PreparedOperation, principal: Principal): Promise<PublicError | null> | null;
  /**
   * Time of the last mutation here, kill switch change or safelist change, in milliseconds of the process's
   * clock.
   */
  lastChange(): number;
  /** Hits, misses and size of the cache of prepared operations. */
  stats(served: ServedSupergraph | null): PreparedStats;
}
