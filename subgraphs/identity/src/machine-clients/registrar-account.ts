import type { Kysely } from 'kysely';
import { pairwiseSubject } from '../citizen/pairwise.ts';
import { platformSector } from '../issuer/subject-sector.ts';
import type { IdentityTables } from '../store/database.ts';

/** An official who registers a program. */
export interface Registrar {
  /** Pairwise, at the platform's own clients. */
  readonly subject: string;
  readonly clientId: string;
  readonly agency: string;
}

/** Returns the account whose subject this is; undefined for somebody who is no official of the agency now. */
export async function registrarAccount(
  database: Kysely<IdentityTables>,
  { subject, clientId, agency }: Registrar,
  salt: Uint8Array,
): Promise<string | undefined> {
  const officials = await database.selectFrom('official').select('id').where('agency', '=', agency).execute();
  const sectors = [clientId, await platformSector(database)];
  return officials.find(({ id }) =>
    sectors.some((sector) => sector !== undefined && pairwiseSubject(id, sector, salt) === subject),
  )?.id;
}
