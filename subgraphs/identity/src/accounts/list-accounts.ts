import { type RawBuilder, sql } from 'kysely';
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
  readonly contact: string | null;
  readonly self_signed_up: boolean;
  readonly verified_at: Date | null;
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
  const { rows } = await accountsQuery(agency).execute(database);
  return rows;
}

/** Counts in each branch of the union, so that the indexes by person serve. @internal */
export function accountsQuery(agency: string | null): RawBuilder<ListedAccount> {
  const counted = (column: 'official' | 'developer') => sql`
    (select count(*)::integer from passkey
     where ${sql.ref(`passkey.${column}`)} = person.id and removed_at is null) as passkeys,
    (select max(happened_at) from account_event
     where ${sql.ref(`account_event.${column}`)} = person.id and account_event.kind = 'signed-in') as last_signed_in_at`;
  return sql<ListedAccount>`
    select * from (
      select id, kind, name_zh, name_en, agency, roles, scopes, locked_at,
        null::text as contact, false as self_signed_up, null::timestamptz as verified_at, ${counted('official')}
      from official as person
      union all
      select id, 'developer', name_zh, name_en, null, '{}', '{}', locked_at,
        contact, self_signed_up, verified_at, ${counted('developer')}
      from developer as person
    ) as account
    where ${agency}::text is null or agency = ${agency}
    order by self_signed_up and verified_at is null, agency nulls first, id limit ${listed}`;
}
