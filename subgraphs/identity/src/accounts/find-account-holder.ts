import type { Kysely } from 'kysely';
import type { IdentityTables } from '../store/database.ts';

/** An official, admin or developer, also a locked one. */
export interface AccountHolder {
  readonly kind: 'official' | 'developer';
  readonly id: string;
  /** Null for admins and developers. */
  readonly agency: string | null;
  readonly name_zh: string;
  readonly name_en: string;
  /** Empty for developers, whose rights are fixed. */
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
}

export async function findAccountHolder(
  database: Kysely<IdentityTables>,
  id: string,
): Promise<AccountHolder | undefined> {
  const official = await database
    .selectFrom('official')
    .select(['id', 'agency', 'name_zh', 'name_en', 'roles', 'scopes'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (official !== undefined) return { kind: 'official', ...official };
  const developer = await database
    .selectFrom('developer')
    .select(['id', 'name_zh', 'name_en'])
    .where('id', '=', id)
    .executeTakeFirst();
  return developer && { kind: 'developer', agency: null, roles: [], scopes: [], ...developer };
}
