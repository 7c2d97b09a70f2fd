import { sql } from 'kysely';
import { byOrdinal } from '../database/by-ordinal.ts';
import type { ContractRevisionRow, Db } from '../database/database.ts';
import type { ContractContent } from './contract-content.ts';

/** The latest revision of each contract that is not deleted, by name. */
export async function currentContracts(db: Db): Promise<ContractRevisionRow[]> {
  const { rows } = await sql<ContractRevisionRow>`
    SELECT * FROM (SELECT DISTINCT ON (name) * FROM contract_revision ORDER BY name, number DESC) AS latest
     WHERE NOT is_deleted`.execute(db);
  return rows.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** @returns `null` if there is no such contract, or it is deleted */
export async function findContract(db: Db, name: string): Promise<ContractRevisionRow | null> {
  const latest = await db
    .selectFrom('contract_revision')
    .selectAll()
    .where('name', '=', name)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest === undefined || latest.is_deleted ? null : latest;
}

/** Revisions by number, in that order. */
export async function contractRevisions(db: Db, numbers: readonly string[]): Promise<ContractRevisionRow[]> {
  if (numbers.length === 0) return [];
  const rows = await db
    .selectFrom('contract_revision')
    .selectAll()
    .where('number', 'in', [...numbers])
    .execute();
  return numbers.flatMap((number) => rows.find((row) => row.number === number) ?? []);
}

export interface RevisionPage {
  readonly contract: string;
  readonly size: number;
  /** Number of the last revision of the previous page. */
  readonly before: string | null;
}

/** Several such pages, the latest revisions first, with one query. */
export async function revisionPages(
  db: Db,
  pages: readonly RevisionPage[],
): Promise<readonly (readonly ContractRevisionRow[])[]> {
  const { rows } = await sql<ContractRevisionRow & { readonly ordinal: string }>`
    SELECT page.*, wanted.ordinal
      FROM unnest(${pages.map(({ contract }) => contract)}::text[],
                  ${pages.map(({ before }) => before)}::bigint[],
                  ${pages.map(({ size }) => size)}::int[])
           WITH ORDINALITY AS wanted (contract, before, size, ordinal)
     CROSS JOIN LATERAL (
       SELECT * FROM contract_revision
        WHERE name = wanted.contract AND (wanted.before IS NULL OR number < wanted.before)
        ORDER BY number DESC LIMIT wanted.size) AS page
     ORDER BY wanted.ordinal, number DESC`.execute(db);
  return byOrdinal(pages, rows);
}

export function contentOf(revision: ContractRevisionRow): ContractContent {
  const { name, include_tags, exclude_tags, hides_unreachable_types } = revision;
  return {
    name,
    includeTags: include_tags,
    excludeTags: exclude_tags,
    hidesUnreachableTypes: hides_unreachable_types,
  };
}
