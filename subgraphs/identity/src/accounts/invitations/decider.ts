import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { Kysely } from 'kysely';
import { pairwiseSubject } from '../../citizen/pairwise.ts';
import { officialOfSubject } from '../../issuer/official-of-subject.ts';
import { platformSector } from '../../issuer/subject-sector.ts';
import type { IdentityTables, OfficialRow } from '../../store/database.ts';
import type { AccountHolder } from '../find-account-holder.ts';

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
  const { subject, clientId } = principal;
  const agency = principal.kind === 'operator' ? principal.agency : null;
  const official = await officialOfSubject(database, { subject, clientId, agency }, salt);
  if (official === undefined) throw forbidden();
  return { subject, official };
}

function forbidden(): PublicError {
  return new PublicError('FORBIDDEN', "this is for an agency's officials and the platform's admin");
}

/** Whether somebody may decide on accounts of an agency; null for admins and developers. */
export function decidesOn({ official }: Decider, agency: string | null): boolean {
  return official.kind === 'admin' || (agency !== null && official.agency === agency);
}

/** Whether somebody may take part in a recovery: of an account with more rights than theirs only an admin. */
export function mayRecover(
  { official }: Decider,
  { roles, scopes }: Pick<AccountHolder, 'roles' | 'scopes'>,
): boolean {
  return (
    official.kind === 'admin' ||
    (roles.every((role) => official.roles.includes(role)) &&
      scopes.every((scope) => official.scopes.includes(scope)))
  );
}

/** Subjects with which an official may have decided; one at each of the platform's clients. */
export async function decidingSubjects(
  database: Kysely<IdentityTables>,
  id: string,
  salt: Uint8Array,
): Promise<string[]> {
  const clients = await database
    .selectFrom('app')
    .select('client_id')
    .where('kind', 'not in', ['partner', 'my-data'])
    .execute();
  const sectors = new Set([...clients.map(({ client_id }) => client_id), await platformSector(database)]);
  return [...sectors].map((sector) => pairwiseSubject(id, sector, salt));
}
