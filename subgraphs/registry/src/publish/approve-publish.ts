import { PublicError } from '@civic-graph/errors';
import { type AccessChange, needsAdmin, personalGains } from '../check/check-report.ts';
import { findCheck, type PublishRequest, type StoredCheck } from '../check/find-checks.ts';
import { reuseMs } from '../check/run-check.ts';
import type { Db } from '../database/database.ts';
import { lastRollout } from '../rollout/find-rollout.ts';
import { actsFor, type Official, type Publisher } from './official.ts';
import { type Refused, type ReleaseOutcome, refused } from './publish-outcome.ts';
import { checkFailed, type PublishDesk, type PublishOrder, putInForce } from './publish-release.ts';
import { requestPublish } from './publish-request.ts';
import { readRelease } from './read-release.ts';

export interface ApprovalOrder {
  /** Id of the check whose publish waits. */
  readonly check: string;
  readonly by: Official;
  readonly reason: string;
}

const attempts = 3;

/**
 * Approves a publish and puts it in force. If the supergraph has changed since the check, or the check is
 * old, the release is checked again; if somebody would gain more than was approved, the publish waits for
 * another approval.
 *
 * @throws PublicError SUPERGRAPH_CHANGED if others publish faster than the release is checked
 */
export async function approvePublish(desk: PublishDesk, order: ApprovalOrder): Promise<ReleaseOutcome> {
  const { db, checks, clock } = desk;
  const { by, reason } = order;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    // Before the request, so that a publish between the two is seen in the request.
    const head = await lastRollout(db);
    const base = head?.supergraph ?? null;
    const asked = await findCheck(db, order.check);
    // Another agency's request looks like a missing one.
    if (asked?.request == null || !actsFor(by, asked.agency)) return notWaiting;
    const { request } = asked;
    // Repeated because the answer was lost, or another official was faster.
    if (request.state === 'published') return publishedBefore(db, asked, request);
    const refusal = refusalOf(asked, request, by);
    if (refusal !== null) return refusal;
    const release = await readRelease(db, asked.release);
    // By now, an app may use what the release breaks.
    const cause = asked.report.cause ?? 'publish';
    const hasSameContracts = String(asked.report.contracts ?? []) === String(head?.contracts ?? []);
    const isFresh = clock().getTime() - asked.checkedAt.getTime() < reuseMs;
    const isCurrent = base === asked.base && hasSameContracts && isFresh;
    const check = isCurrent ? asked : await checks.run(release, base, { cause });
    if (check === null) return { kind: 'running' };
    if (!check.passed) return checkFailed(check);
    const { canaryPercent } = request;
    const publisher = publisherBehind(asked.subgraph, request);
    const publish: PublishOrder = { release, by: publisher, canaryPercent, reason: request.reason, cause };
    if (gainsMore(asked, check)) {
      await requestPublish(db, check, publish, request.needs, clock());
      const again = (await findCheck(db, check.id)) ?? check;
      return { kind: 'awaits-approval', needs: request.needs, check: again };
    }
    const approved = { request: request.number, approval: { by, reason } };
    const published = await putInForce(desk, check, publish, approved);
    if (published !== null) return published;
  }
  throw new PublicError('SUPERGRAPH_CHANGED', undefined, { extensions: { retryAfter: 1 } });
}

const notWaiting = refused('not-waiting', 'No publish that you could approve waits for this check.');

function refusalOf(asked: StoredCheck, request: PublishRequest, by: Official): Refused | null {
  if (request.state === 'superseded') {
    return refused('superseded', 'A later publish replaced this one; approve that one.', asked);
  }
  if (request.registeredBy === by.subject) {
    return refused(
      'own-request',
      'A program that you have registered asked for this publish; another official has to approve it.',
      asked,
    );
  }
  if (request.subject === by.subject) {
    return refused('own-request', 'You requested this publish; another official has to approve it.', asked);
  }
  if (request.needs.includes('new-subgraph') && by.agency !== null) {
    return refused('admin-needed', "Only the platform's admin can approve a new name.", asked);
  }
  if (needsAdmin(asked.report) && by.agency !== null) {
    return refused(
      'admin-needed',
      "The release would be sent personal data of another agency; only the platform's admin can approve that.",
      asked,
    );
  }
  return null;
}

function publisherBehind(
  subgraph: string,
  { subject, subjectAgency: agency, registeredBy }: PublishRequest,
): Publisher {
  return { subject, agency, ...(registeredBy !== null && { machine: { subgraph, registeredBy } }) };
}

async function publishedBefore(
  db: Db,
  check: StoredCheck,
  { number }: PublishRequest,
): Promise<ReleaseOutcome> {
  const rollout = await db
    .selectFrom('publish_completion')
    .innerJoin('rollout', 'rollout.sequence', 'publish_completion.rollout')
    .selectAll('rollout')
    .where('publish_completion.request', '=', number)
    .executeTakeFirstOrThrow();
  return { kind: 'published', version: check.release, rollout, changed: false };
}

/** Whether somebody gains access that the official has not seen. */
function gainsMore(seen: StoredCheck, now: StoredCheck): boolean {
  const approved = new Set(personalGains(seen.report).flatMap(each));
  return personalGains(now.report)
    .flatMap(each)
    .some((gain) => !approved.has(gain));
}

function each({ coordinate, callers }: AccessChange): string[] {
  return callers.map((caller) => `${coordinate} ${caller}`);
}
