import type { Kysely } from 'kysely';
import { pairwiseSubject } from '../citizen/pairwise.ts';
import type { IdentityTables, OfficialRow } from '../store/database.ts';
import { platformSector } from './subject-sector.ts';

/** An official, as named in a token. */
export interface OfficialSubject {
  /** Pairwise, at the platform's own clients. */
  readonly subject: string;
  readonly clientId: string;
  /** Null for an admin. */
  readonly agency: string | null;
}

/** Returns undefined for somebody who is locked or not an official of the agency now. */
export async function officialOfSubject(
  database: Kysely<IdentityTables>,
  { subject, clientId, agency }: OfficialSubject,
  salt: Uint8Array,
): Promise<OfficialRow | undefined> {
  const officials = await database
    .selectFrom('official')
    .selectAll()
    .where('agency', agency === null ? 'is' : '=', agency)
    .where('locked_at', 'is', null)
    .execute();
  const sectors = [clientId, await platformSector(database)];
  return officials.find(({ id }) => sectors.some((sector) => pairwiseSubject(id, sector, salt) === subject));
}
