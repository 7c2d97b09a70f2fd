import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';
import type { Decider } from './invitations/decider.ts';

/** An account of the platform's own clients. */
export interface ListedAccount {
  readonly id: string;
  readonly kind: 'operator' | 'admin' | 'developer';
  readonly name_zh: string;
  readonly name_en: string;
  readonly agency: string | null;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly locked_at: Date | null;
  readonly passkeys: number;
  readonly last_signed_in_at: Date | null;
}

const listed = 1000;

/** Accounts on which somebody may decide: those of the agency, or all for an admin. */
export async function accountsFor(
  database: IdentityDatabase,
  { official }: Decider,
): Promise<ListedAccount[]> {
  const agency = official.kind === 'admin' ? null : official.agency;
  const { rows } = await sql<ListedAccount>`
    select person.*,
      (select count(*)::integer from passkey where removed_at is null
        and case when person.kind = 'developer' then developer else official end = person.id) as passkeys,
      (select max(happened_at) from account_event where account_event.kind = 'signed-in'
        and case when person.kind = 'developer' then developer else official end = person.id) as last_signed_in_at
    from (
      select id, kind, name_zh, name_en, agency, roles, scopes, locked_at from official
      union all
      select id, 'developer', name_zh, name_en, null, '{}', '{}', locked_at from developer
    ) as person
    where ${agency}::text is null or agency = ${agency}
    order by agency nulls first, id limit ${listed}`.execute(database);
  return rows;
}
