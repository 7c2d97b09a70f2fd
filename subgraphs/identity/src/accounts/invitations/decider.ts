import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { Kysely } from 'kysely';
import { pairwiseSubject } from '../../citizen/pairwise.ts';
import { platformSector } from '../../issuer/subject-sector.ts';
import type { IdentityTables, OfficialRow } from '../../store/database.ts';

/** An official or admin who invites, approves or locks. */
export interface Decider {
  /** Pairwise, at the platform's own clients. */
  readonly subject: string;
  readonly official: OfficialRow;
}

/** Finds the account of the caller. @throws PublicError FORBIDDEN unless it is an official or admin now */
export async function deciderOf(
  database: Kysely<IdentityTables>,
  principal: Principal,
  salt: Uint8Array,
): Promise<Decider> {
  if (principal.kind !== 'operator' && principal.kind !== 'admin') throw forbidden();
  const agency = principal.kind === 'operator' ? principal.agency : null;
  const officials = await database
    .selectFrom('official')
    .selectAll()
    .where('agency', agency === null ? 'is' : '=', agency)
    .where('locked_at', 'is', null)
    .execute();
  const sectors = [principal.clientId, await platformSector(database)];
  const official = officials.find(({ id }) =>
    sectors.some((sector) => sector !== undefined && pairwiseSubject(id, sector, salt) === principal.subject),
  );
  if (official === undefined) throw forbidden();
  return { subject: principal.subject, official };
}

function forbidden(): PublicError {
  return new PublicError('FORBIDDEN', "this is for an agency's officials and the platform's admin");
}

/** Whether somebody may decide on accounts of an agency; null for admins and developers. */
export function decidesOn({ official }: Decider, agency: string | null): boolean {
  return official.kind === 'admin' || (agency !== null && official.agency === agency);
}
