import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PublicError } from '@civic-graph/errors';
import { releaseVersion } from '@civic-graph/releases';
import type { ContractSchemas } from '../contract/contract-schemas.ts';
import type { Db } from '../database/database.ts';
import type { AgencyRelease } from '../publish/publish-supergraph.ts';
import { saveReleases } from '../publish/publish-supergraph.ts';
import type { ServedFields } from '../usage/served-fields.ts';
import type { UsageStore } from '../usage/usage-store.ts';
import { type CountCitizens, withAffectedCitizens } from './affected-citizens.ts';
import { approvedOperationProblems } from './approved-operation-problems.ts';
import type { ApprovedOperation } from './approved-operations.ts';
import type { OperationsToValidate } from './broken-operations.ts';
import { checkInput } from './check-input.ts';
import type { CheckResult } from './check-release.ts';
import { type CheckReport, hasErrors, type ReleaseCause, worstFirst } from './check-report.ts';
import type { Checker, Urgency } from './checker.ts';
import { type ContractsToCheck, contractsToCheck } from './contracts-to-check.ts';
import { findCheck, reusableCheck, type StoredCheck } from './find-checks.ts';
import { weighBreakingChanges } from './in-use.ts';

export interface CheckOptions {
  readonly db: Db;
  readonly checker: Checker;
  readonly clock: () => Date;
  readonly contractSchemas: Pick<ContractSchemas, 'of'>;
  /** By which breaking changes are weighed. */
  readonly usage: Pick<UsageStore, 'uses' | 'countedSince'>;
  readonly servedFields: () => Promise<ServedFields | null>;
  /** The operations that apps may run; `null`: they are not checked. */
  readonly approved: (() => Promise<readonly ApprovedOperation[]>) | null;
  /** Counts the citizens that a change of access affects; `null`: their number is unknown. */
  readonly countCitizens: CountCitizens | null;
  /** How long (in milliseconds) a caller waits for a check. Default is 1200, below the gateway's deadline. */
  readonly patienceMs?: number;
}

/** Runs checks and stores them. */
export interface Checks {
  /**
   * Checks a release against a supergraph. Callers with the same request share one check, even if they repeat
   * it later.
   *
   * @param base supergraph in force; `null` before the first publish
   * @returns `null` while the check runs, and where `mayStart` refuses
   * @throws PublicError OVERLOADED
   */
  run(release: AgencyRelease, base: string | null, options?: RunOptions): Promise<StoredCheck | null>;
  close(): void;
}

export interface RunOptions {
  /** Default is `publish`. */
  readonly cause?: ReleaseCause;
  /** Other checks in progress with which this one may begin. Default is any number. */
  readonly maxWaiting?: number;
  readonly urgency?: Urgency;
  /** Asked before a new check; not where the result is stored or another request waits for it. */
  readonly mayStart?: () => Promise<boolean>;
}

interface CheckedAs {
  readonly version: string;
  readonly base: string | null;
  readonly cause: ReleaseCause;
  readonly urgency: Urgency | undefined;
  readonly contracts: ContractsToCheck;
}

interface WeighedBy extends Pick<CheckedAs, 'cause' | 'urgency'> {
  readonly before: string | null;
  readonly agency: string;
}

/**
 * How long (in milliseconds) a stored check answers the same question: apps may use more by then, and other
 * programs may check otherwise after an upgrade.
 */
export const reuseMs = 10 * 60_000;

export function createChecks({ db, checker, clock, patienceMs = 1_200, ...options }: CheckOptions): Checks {
  const running = new Map<string, Promise<StoredCheck>>();
  return {
    async run(release, base, how = {}) {
      const { cause = 'publish', maxWaiting = Number.POSITIVE_INFINITY, urgency, mayStart } = how;
      const version = releaseVersion(release);
      const contracts = await contractsToCheck(db, options.contractSchemas);
      // A publish must not wait for a proposal of the same schema, which everybody may interrupt.
      const key = `${urgency ?? 'usual'}:${cause}:${version}:${base}:${contracts.revisions}`;
      const shared = running.get(key);
      if (shared !== undefined) return patiently(shared);
      const since = new Date(clock().getTime() - reuseMs);
      const stored = await reusableCheck(db, {
        ...{ release: version, base, since, cause },
        contracts: contracts.revisions,
      });
      if (stored !== null) return stored;
      const refuseIfFull = () => {
        if (running.size >= maxWaiting && !running.has(key)) {
          throw new PublicError('OVERLOADED', undefined, { extensions: { retryAfter: 10 } });
        }
      };
      refuseIfFull();
      if (mayStart !== undefined && !running.has(key)) {
        if (!(await mayStart())) return null;
        // Others may have started meanwhile.
        refuseIfFull();
      }
      const started =
        running.get(key) ?? checkAndStore(release, { version, base, cause, urgency, contracts });
      running.set(key, started);
      // If the caller has left, the failure must not be unhandled; the next caller gets a new check.
      started.catch(() => undefined).finally(() => running.delete(key));
      return patiently(started);
    },
    close: () => checker.close(),
  };

  /** Adds what usage and approved operations say about breaking changes; nothing else breaks an app. */
  async function weighed(
    { report, breaking, sdl: after }: CheckResult,
    { before, agency, cause, urgency }: WeighedBy,
  ) {
    const { usage, servedFields, approved } = options;
    if (breaking.length === 0) return { report, sdl: after };
    const now = clock();
    const by = { usage, agency, served: await servedFields(), now, cause };
    const today = now.toISOString().slice(0, 10);
    const validate = (operations: OperationsToValidate) => checker.validate(operations, urgency);
    const [inUse, broken] = await Promise.all([
      weighBreakingChanges(breaking, by),
      approved !== null && before !== null && after !== null
        ? approvedOperationProblems({ ...by, approved, validate, before, after, today })
        : [],
    ]);
    const all = { ...report, problems: worstFirst([...report.problems, ...inUse, ...broken]) };
    return { report: all, sdl: hasErrors(all) ? null : after };
  }

  async function patiently(check: Promise<StoredCheck>): Promise<StoredCheck | null> {
    const end = new AbortController();
    try {
      return await Promise.race([check, sleep(patienceMs, null, { signal: end.signal })]);
    } finally {
      end.abort();
    }
  }

  async function checkAndStore(
    release: AgencyRelease,
    { version, base, cause, urgency, contracts }: CheckedAs,
  ): Promise<StoredCheck> {
    const content = await checkInput(db, release, base, clock());
    const input = { ...content, contracts: await contracts.read(base), cause };
    const checked = await checker.check(input, urgency);
    const weighing = { before: input.before, agency: release.agency, cause, urgency };
    const { report: found, sdl } = await weighed(checked, weighing);
    const { revisions } = contracts;
    const accessChanges = await withAffectedCitizens(found.accessChanges, options.countCitizens);
    const report: CheckReport = {
      ...found,
      accessChanges,
      ...(cause === 'rollback' && { cause }),
      ...(revisions.length > 0 && { contracts: revisions }),
    };
    const id = randomUUID();
    const { subgraph, agency } = release;
    const now = clock();
    await db.transaction().execute(async (trx) => {
      await saveReleases(trx, [release], now);
      await trx
        .insertInto('schema_check')
        .values({
          ...{ id, release: version, subgraph, agency, base, sdl },
          contracts:
            sdl === null || checked.contracts === undefined ? null : JSON.stringify(checked.contracts),
          report: JSON.stringify(report),
          checked_at: now,
        })
        .execute();
    });
    const stored = await findCheck(db, id);
    if (stored === null) throw new Error('a stored check is missing');
    return stored;
  }
}
