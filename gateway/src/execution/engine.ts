import type { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { TraceSpan } from '@civic-graph/service';
import type { GraphQLError } from 'graphql';
import type { ParseQueue } from '../admission/admission-queue/parse-queue.ts';
import type {
  QuotaCaller,
  Quotas,
  QuotaVerdict,
  RateLimitFields,
} from '../admission/rate-limiting/quotas.ts';
import type { Safelists } from '../admission/safelists/safelists.ts';
import type { AccessAudit } from '../audit/access-audit.ts';
import type { CancellationToken } from '../lib/cancellation.ts';
import type { Variables } from '../lib/graphql/variables.ts';
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
  /** Errors that one answer carries. */
  readonly maxErrors: number;
  /** Where a citizen gives consent; told in refusals. */
  readonly consentUrl: string;
  /** Records what personal data is delivered. Absent in tests and where a demo has switched it off. */
  readonly audit?: AccessAudit | null;
  /** Whether this gateway gives out nothing that is guarded, because it cannot know what was revoked. */
  readonly withholdsPersonalData?: (() => boolean) | undefined;
  /** Whether what a caller's token rests on is gone, as far as is known by now. */
  readonly isRevoked?: ((principal: Principal) => boolean) | undefined;
  /** What apps were approved for. Absent in tests. */
  readonly safelists?: Pick<Safelists, 'refusal' | 'lastChange'> | undefined;
  /** What callers may spend; without it, anything. */
  readonly quotas?: Quotas | null;
  /** Where work on large documents waits; without it, nothing waits. */
  readonly parseQueue?: Pick<ParseQueue, 'enter'>;
  /** Told, in a dry run, which fields an operation would not have been given. */
  readonly onWouldDeny?: (coordinates: readonly string[], requestId: string) => void;
  /** Told of each field that was null because the caller may not read it. */
  readonly onRefusal?: () => void;
  /** Told of each operation that was run, and of the seconds that its answer took. */
  readonly onRun?: (admitted: AdmittedOperation, call: CallContext, seconds: number) => void;
}

/** What a request says beside its operation, its variables and its caller. */
export interface AdmissionRequest {
  /** Where it comes from; quotas of callers without a token go by it. */
  readonly network?: string;
  readonly span?: TraceSpan | undefined;
  /** Nobody waits for it any more; looked at where it has to wait for its turn. */
  readonly end?: CancellationToken;
  /**
   * What is to be told beside the answer: each walks the whole document, so it costs as much as a new one.
   */
  readonly walks?: number;
}

/** What may run for this caller and these variables, or why it may not. */
export type Admission =
  | {
      readonly kind: 'refused';
      readonly errors: readonly PublicError[];
      /** Whether it is for the caller's quota, which is looked at before anything that is dear. */
      readonly isForQuota?: boolean;
      readonly rateLimit?: RateLimitFields | undefined;
    }
  | {
      readonly kind: 'admitted';
      readonly operation: PreparedOperation;
      readonly forRights: PreparedForRights;
      readonly variables: Variables;
      /** As planned, before anything is fetched. */
      readonly cost: number;
      readonly rateLimit: RateLimitFields | undefined;
    };

export type AdmittedOperation = Extract<Admission, { kind: 'admitted' }>;

export interface OperationResult {
  /** Absent where the operation was refused as a whole. */
  readonly data?: JsonText;
  readonly errors?: readonly GraphQLError[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** Seconds for which anybody on the way may keep it; absent where nobody may. */
  readonly maxAge?: number | undefined;
  /** Where personal data is delivered: to be awaited before the same answer goes out to a further request. */
  readonly recordAgain?: ((requestId: string) => Promise<void>) | undefined;
}

/** The engine: everything between a validated operation and its answer, with no HTTP in it. */
export interface Engine {
  /** What an earlier request with the same operation left. */
  prepared(served: ServedSupergraph, source: OperationSource): PreparedOperation | undefined;
  /**
   * Once per document: its limits, the rights that its answer depends on, all that is compiled from it.
   *
   * @throws PublicError OPERATION_LIMIT_EXCEEDED
   */
  prepare(served: ServedSupergraph, operation: ValidOperation): PreparedOperation;
  /**
   * Before another supergraph is served: prepares what was asked for last.
   *
   * @returns how many operations are ready
   */
  warm(current: ServedSupergraph, next: ServedSupergraph): Promise<number>;
  /**
   * Once per request: revocation, safelist, variables and the limits that depend on them, quotas and data
   * subjects, then authorization and the query plan. A refusal comes before anything is fetched.
   *
   * What was not prepared for these rights and conditions is charged and waits for its turn like a new
   * document.
   *
   * One that is refused for its variables or its cost pays for its document: the refusal takes as long as to
   * read that.
   *
   * @throws PublicError OPERATION_LIMIT_EXCEEDED, BAD_USER_INPUT, PLAN_FAILED, OVERLOADED
   */
  admit(
    operation: PreparedOperation,
    variables: Variables,
    principal: Principal,
    request?: AdmissionRequest,
  ): Promise<Admission>;
  /**
   * The same, but `null`, with nothing charged, where something would have to be prepared first, or the
   * variables are refused.
   */
  admitPrepared(
    operation: PreparedOperation,
    variables: Variables,
    principal: Principal,
    request: AdmissionRequest,
  ): Promise<Admission | null>;
  /** Charges the quotas of a caller that gets the answer to another request. */
  charge(caller: QuotaCaller, cost: number): QuotaVerdict | undefined | Promise<QuotaVerdict>;
  /**
   * Fetches and shapes the answer.
   *
   * @throws PublicError OPERATION_LIMIT_EXCEEDED where the answer outgrows its budget, ACCESS_NOT_RECORDED
   *   where it holds personal data and the record of that is not on disk
   */
  run(admitted: AdmittedOperation, call: CallContext): Promise<OperationResult>;
  /**
   * Asks the subgraph of a subscription for its events. Nothing of them is for the client before `runEvent`.
   *
   * @throws PublicError BAD_USER_INPUT where it is no subscription
   */
  subscribe(
    admitted: AdmittedOperation,
    call: Pick<CallContext, 'principal' | 'requestId'>,
    signal: AbortSignal,
  ): AsyncIterable<SubgraphAnswer>;
  /** What `run` is to a query: completes one event with what other subgraphs know, and shapes the answer. */
  runEvent(admitted: AdmittedOperation, event: SubgraphAnswer, call: CallContext): Promise<OperationResult>;
  /** Whether the operation is refused now because the revocation feed is silent. */
  withholds(operation: PreparedOperation, principal: Principal): boolean;
  /** Why the caller's app may not run this operation now; `null` where it may. */
  unlisted(operation: PreparedOperation, principal: Principal): Promise<PublicError | null> | null;
  /**
   * When the last mutation here ended, a switch or a change of safelists was heard of, in milliseconds of the
   * process's clock.
   */
  lastChange(): number;
  /** How often operations were found prepared. */
  figures(served: ServedSupergraph | null): PreparedStats;
}
