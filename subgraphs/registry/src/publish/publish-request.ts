import type { ApprovalNeed } from '../check/check-report.ts';
import type { StoredCheck } from '../check/find-checks.ts';
import type { Db, RolloutRow } from '../database/database.ts';
import type { Official, Publisher } from './official.ts';

/** Decision of the second official. */
export interface Approval {
  readonly by: Official;
  readonly reason: string;
}

export interface RequestOrder {
  readonly by: Publisher;
  readonly canaryPercent: number;
  readonly reason: string | null;
}

/**
 * Records the request of an official or a program to publish a checked release; it replaces earlier requests
 * for the subgraph.
 *
 * @returns its number
 */
export async function requestPublish(
  db: Db,
  check: StoredCheck,
  { by, canaryPercent, reason }: RequestOrder,
  needs: readonly ApprovalNeed[],
  now: Date,
): Promise<string> {
  const { number } = await db
    .insertInto('publish_request')
    .values({
      check_id: check.id,
      subgraph: check.subgraph,
      agency: check.agency,
      canary_percent: canaryPercent,
      needs: [...needs],
      subject: by.subject,
      subject_agency: by.agency,
      registered_by: by.machine?.registeredBy ?? null,
      reason,
      requested_at: now,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

/** Records, with the rollout, that a request was published. */
export async function completeRequest(
  trx: Db,
  {
    request,
    rollout,
    approval,
  }: { readonly request: string; readonly rollout: RolloutRow; readonly approval: Approval | null },
  now: Date,
): Promise<void> {
  await trx
    .insertInto('publish_completion')
    .values({
      request,
      rollout: rollout.sequence,
      approver: approval?.by.subject ?? null,
      approver_agency: approval?.by.agency ?? null,
      approval_reason: approval?.reason ?? null,
      completed_at: now,
    })
    .execute();
}
