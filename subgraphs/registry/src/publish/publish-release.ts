import { PublicError } from '@civic-graph/errors';
import { releaseVersion } from '@civic-graph/releases';
import { saveChangelog } from '../changelog/save-changelog.ts';
import { withRelease } from '../check/check-input.ts';
import { type ApprovalNeed, personalGains, type ReleaseCause } from '../check/check-report.ts';
import { parseCheckedContracts, saveCheckedContracts } from '../check/checked-contracts.ts';
import { findCheck, type StoredCheck } from '../check/find-checks.ts';
import type { Checks } from '../check/run-check.ts';
import type { Db, RolloutRow } from '../database/database.ts';
import { lastRollout, releasesOf } from '../rollout/find-rollout.ts';
import { widenRollout } from '../rollout/widen-rollout.ts';
import type { SecretStore } from '../secret/subgraph-secrets.ts';
import { beyondMachine, refuseSecret } from './machine-limits.ts';
import { actsFor, type Publisher } from './official.ts';
import { type Refused, type ReleaseOutcome, refused } from './publish-outcome.ts';
import { type Approval, completeRequest, requestPublish } from './publish-request.ts';
import { type AgencyRelease, publishSupergraph } from './publish-supergraph.ts';
import { asRelease } from './read-release.ts';

export interface PublishDesk {
  readonly db: Db;
  readonly secrets: SecretStore;
  readonly checks: Checks;
  readonly clock: () => Date;
}

export interface PublishOrder {
  readonly release: AgencyRelease;
  readonly by: Publisher;
  readonly canaryPercent: number;
  readonly reason: string | null;
  /** Secret that the agency supplies, base64url. */
  readonly secret?: string | null;
  /** Default is `publish`. */
  readonly cause?: ReleaseCause;
}

/** Number of overtaken checks after which the publisher is told to repeat the call. */
const attempts = 3;

/**
 * Publishes a release: it is checked against the supergraph in force, then stored, composed and rolled out in
 * one transaction. Repeating it changes nothing.
 *
 * @throws PublicError SUPERGRAPH_CHANGED if others publish faster than this release is checked
 */
export async function publishRelease(desk: PublishDesk, order: PublishOrder): Promise<ReleaseOutcome> {
  const { db, checks } = desk;
  const { release, by, cause = 'publish' } = order;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    // Before the limits, so that what they compare with cannot change unseen.
    const head = await lastRollout(db);
    const refusal = (await refuseForeign(db, release, by)) ?? refuseSecret(order.secret, by);
    if (refusal !== null) return refusal;
    const inForce = await publishedBefore(desk, order, head);
    if (inForce !== null) {
      await keepSecret(desk, db, order);
      return inForce;
    }
    const base = head?.supergraph ?? null;
    const check = await checks.run(release, base, { cause });
    if (check === null) return { kind: 'running' };
    if (!check.passed) return checkFailed(check);
    const needs = await needsOf(db, check, by);
    if (needs.length > 0) return awaitApproval(desk, check, order, needs);
    const published = await putInForce(desk, check, order, null);
    if (published !== null) return published;
  }
  throw new PublicError('SUPERGRAPH_CHANGED', undefined, { extensions: { retryAfter: 1 } });
}

/** Puts a checked release in force. @returns `null` if another rollout was started since the check */
export async function putInForce(
  desk: PublishDesk,
  check: StoredCheck,
  order: PublishOrder,
  approved: { readonly request: string; readonly approval: Approval } | null,
): Promise<ReleaseOutcome | null> {
  const { db, clock } = desk;
  const { release, by, canaryPercent, reason, cause } = order;
  const { sdl, contracts } = await db
    .selectFrom('schema_check')
    .select(['sdl', 'contracts'])
    .where('id', '=', check.id)
    .executeTakeFirstOrThrow();
  if (sdl === null) throw new Error('a check that failed cannot be published');
  const { base } = check;
  const inForce = base === null ? [] : await releasesOf(db, base);
  const releases = withRelease(inForce.map(asRelease), release);
  const now = clock();
  const approval = approved?.approval ?? null;
  const admittedBy = approval?.by.subject ?? by.subject;
  const outcome = await publishSupergraph(
    db,
    {
      ...{ releases, sdl, base, canaryPercent, by, admittedBy, reason, cause },
      contracts: check.report.contracts ?? [],
    },
    now,
    async (trx, rollout) => {
      const request =
        approved?.request ?? (await requestPublish(trx, check, { by, canaryPercent, reason }, [], now));
      await completeRequest(trx, { request, rollout, approval }, now);
      const { changelog } = check.report;
      await saveCheckedContracts(trx, rollout.supergraph, parseCheckedContracts(contracts), now);
      if (changelog !== undefined) await saveChangelog(trx, rollout.sequence, changelog, now);
      // Gateways need it to call the subgraphs that the same transaction announces.
      await keepSecret(desk, trx, order);
    },
  );
  if (outcome.kind === 'overtaken') return null;
  return { kind: 'published', version: check.release, rollout: outcome.rollout, changed: true };
}

/** A waiting publish is not requested twice. */
async function awaitApproval(
  desk: PublishDesk,
  check: StoredCheck,
  order: PublishOrder,
  needs: readonly ApprovalNeed[],
): Promise<ReleaseOutcome> {
  const { db, clock } = desk;
  await keepSecret(desk, db, order);
  const { request } = check;
  const { by, canaryPercent, reason } = order;
  const isSame =
    request?.state === 'waiting' &&
    request.subject === by.subject &&
    request.canaryPercent === canaryPercent &&
    request.reason === reason;
  if (!isSame) await requestPublish(db, check, order, needs, clock());
  const stored = await findCheck(db, check.id);
  return { kind: 'awaits-approval', needs, check: stored ?? check };
}

/** The agency's own secret needs no approval. */
async function keepSecret(
  { secrets, clock }: PublishDesk,
  db: Db,
  { release, by, secret }: PublishOrder,
): Promise<void> {
  if (secret != null) await secrets.keep(db, release, secret, by, clock());
}

/** @returns `null` if the publisher may publish for the agency, and the name is the agency's or new */
export async function refuseForeign(
  db: Db,
  release: Pick<AgencyRelease, 'subgraph' | 'agency' | 'manifest'>,
  by: Publisher,
): Promise<Refused | null> {
  const { subgraph, agency } = release;
  if (!actsFor(by, agency)) {
    throw new PublicError('FORBIDDEN', `the manifest names the agency ${agency}; publish as its official`);
  }
  const admitted = await db
    .selectFrom('subgraph')
    .select('agency')
    .where('name', '=', subgraph)
    .executeTakeFirst();
  if (admitted === undefined || admitted.agency === agency) return beyondMachine(db, release, by);
  const message = `The subgraph ${subgraph} belongs to the agency ${admitted.agency}; choose another name in the manifest.`;
  return refused('not-your-subgraph', message);
}

export function checkFailed(check: StoredCheck): Refused {
  return refused('check-failed', 'The check has found errors. Fix them and publish again.', check);
}

/** Approvals that another official must give. */
async function needsOf(db: Db, { subgraph, report }: StoredCheck, by: Publisher): Promise<ApprovalNeed[]> {
  const needs: ApprovalNeed[] = [];
  const isAdmitted = await db
    .selectFrom('subgraph')
    .select('name')
    .where('name', '=', subgraph)
    .executeTakeFirst();
  if (isAdmitted === undefined && by.agency !== null) needs.push('new-subgraph');
  if (personalGains(report).length > 0) needs.push('access-gain');
  return needs;
}

/** A release in force is not published again, but its canary may be extended. */
async function publishedBefore(
  { db, clock }: PublishDesk,
  { release, by, canaryPercent, reason }: PublishOrder,
  head: RolloutRow | null,
): Promise<ReleaseOutcome | null> {
  if (head === null) return null;
  const version = releaseVersion(release);
  const includes = async (supergraph: string | null) =>
    supergraph !== null && (await releasesOf(db, supergraph)).some((each) => each.version === version);
  if (!(await includes(head.supergraph))) return null;
  const isCanary = head.canary_percent < 100 && !(await includes(head.previous));
  if (!isCanary || canaryPercent <= head.canary_percent) {
    return { kind: 'published', version, rollout: head, changed: false };
  }
  const rollout = await widenRollout(db, { head, canaryPercent, by, reason }, clock());
  return rollout === null ? null : { kind: 'published', version, rollout, changed: true };
}
