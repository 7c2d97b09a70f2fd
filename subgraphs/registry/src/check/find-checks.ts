import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { uuid } from '../database/uuid.ts';
import { type ApprovalNeed, type CheckReport, checkReportSchema, type ReleaseCause } from './check-report.ts';

/** A check, with the publish requested for it, if any. */
export interface StoredCheck {
  readonly id: string;
  /** Version of the release. */
  readonly release: string;
  readonly subgraph: string;
  readonly agency: string;
  /** Supergraph with which it was compared. */
  readonly base: string | null;
  readonly report: CheckReport;
  readonly passed: boolean;
  readonly checkedAt: Date;
  readonly request: PublishRequest | null;
}

export interface PublishRequest {
  readonly number: string;
  readonly canaryPercent: number;
  readonly needs: readonly ApprovalNeed[];
  readonly subject: string;
  /** Null for the platform's admin. */
  readonly subjectAgency: string | null;
  /** Official who answers for the program that asked; null where an official asked. */
  readonly registeredBy: string | null;
  readonly reason: string | null;
  readonly state: 'waiting' | 'published' | 'superseded';
  readonly approver: string | null;
  readonly approvalReason: string | null;
}

interface CheckRow {
  readonly id: string;
  readonly release: string;
  readonly subgraph: string;
  readonly agency: string;
  readonly base: string | null;
  readonly report: unknown;
  readonly passed: boolean;
  readonly checked_at: Date;
  readonly number: string | null;
  readonly latest: string | null;
  readonly canary_percent: number;
  readonly needs: ApprovalNeed[];
  readonly subject: string;
  readonly subject_agency: string | null;
  readonly registered_by: string | null;
  readonly reason: string | null;
  readonly rollout: string | null;
  readonly approver: string | null;
  readonly approval_reason: string | null;
}

export async function findCheck(db: Db, id: string): Promise<StoredCheck | null> {
  if (!uuid.test(id)) return null;
  const [found] = await select(db, sql`WHERE schema_check.id = ${id}`);
  return found ?? null;
}

export function findChecks(db: Db, ids: readonly string[]): Promise<StoredCheck[]> {
  return select(db, sql`WHERE schema_check.id = ANY (${ids}::uuid[])`);
}

export interface ReusableCheck {
  /** Version of the release. */
  readonly release: string;
  readonly base: string | null;
  readonly since: Date;
  /** A publish must not pass by the check of a rollback. */
  readonly cause: ReleaseCause;
  /** Contract revisions that it was checked against. */
  readonly contracts: readonly string[];
}

/**
 * The last check of a release against a supergraph, if it is not older than `since`. One that could not find
 * out whom a change breaks answers nobody else.
 */
export async function reusableCheck(
  db: Db,
  { release, base, since, cause, contracts }: ReusableCheck,
): Promise<StoredCheck | null> {
  const [found] = await select(
    db,
    sql`WHERE release = ${release} AND base IS NOT DISTINCT FROM ${base} AND checked_at >= ${since}
          AND coalesce(report ->> 'cause', 'publish') = ${cause}
          AND coalesce(report -> 'contracts', '[]') = ${JSON.stringify(contracts)}::jsonb
          AND NOT report @> '{"problems": [{"code": "USAGE_UNAVAILABLE"}]}'
          AND NOT report @> '{"problems": [{"code": "APPROVED_OPERATIONS_UNAVAILABLE"}]}'
        ORDER BY checked_at DESC LIMIT 1`,
  );
  return found ?? null;
}

/**
 * Checks whose publish waits for a second official, the latest first.
 *
 * @param agency only this agency's; `null` for all
 * @param before number of the last request of the previous page
 */
export async function waitingChecks(
  db: Db,
  { agency, before, limit }: { agency: string | null; before: string | null; limit: number },
): Promise<StoredCheck[]> {
  return select(
    db,
    sql`WHERE publish_completion.request IS NULL
          AND request.number = (SELECT max(number) FROM publish_request AS later
                                WHERE later.subgraph = schema_check.subgraph)
          AND (${agency}::text IS NULL OR schema_check.agency = ${agency})
          AND (${before}::bigint IS NULL OR request.number < ${before}::bigint)
        ORDER BY request.number DESC LIMIT ${limit}`,
  );
}

async function select(db: Db, condition: RawBuilder<unknown>): Promise<StoredCheck[]> {
  const { rows } = await sql<CheckRow>`
    SELECT schema_check.id, release, schema_check.subgraph, schema_check.agency, base, report,
           sdl IS NOT NULL AS passed, checked_at, number,
           (SELECT max(number) FROM publish_request AS later WHERE later.subgraph = schema_check.subgraph)
             AS latest,
           canary_percent, needs, subject, subject_agency, registered_by, reason, rollout, approver, approval_reason
      FROM schema_check
      LEFT JOIN LATERAL (SELECT * FROM publish_request WHERE check_id = schema_check.id
                         ORDER BY number DESC LIMIT 1) AS request ON true
      LEFT JOIN publish_completion ON publish_completion.request = request.number
      ${condition}`.execute(db);
  return rows.map(asCheck);
}

function asCheck(row: CheckRow): StoredCheck {
  const { id, release, subgraph, agency, base, passed, checked_at: checkedAt } = row;
  const report = checkReportSchema.parse(row.report);
  return { id, release, subgraph, agency, base, report, passed, checkedAt, request: requestOf(row) };
}

function requestOf(row: CheckRow): PublishRequest | null {
  if (row.number === null) return null;
  const state = row.rollout !== null ? 'published' : row.number === row.latest ? 'waiting' : 'superseded';
  return {
    number: row.number,
    canaryPercent: row.canary_percent,
    needs: row.needs,
    subject: row.subject,
    subjectAgency: row.subject_agency,
    registeredBy: row.registered_by,
    reason: row.reason,
    state,
    approver: row.approver,
    approvalReason: row.approval_reason,
  };
}
