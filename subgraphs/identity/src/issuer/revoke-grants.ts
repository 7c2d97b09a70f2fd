import { sql } from 'kysely';
import { publishRevocations } from '../revocation/publish.ts';
import type { IdentityDatabase } from '../store/database.ts';

/** Revokes everything issued under these grants, and the grants. */
export async function revokeGrants(
  database: IdentityDatabase,
  grantIds: readonly string[],
  now: Date,
): Promise<void> {
  if (grantIds.length === 0) return;
  await database.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('oidc_payload')
      .where((where) =>
        where.or([
          where('grant_id', 'in', grantIds),
          where.and([where('model', '=', 'Grant'), where('id', 'in', grantIds)]),
        ]),
      )
      .execute();
    await publishRevocations(
      transaction,
      grantIds.map((id) => ({ kind: 'grant', id })),
      now,
    );
  });
}

/** Revokes every grant of these accounts, also `offline_access`. */
export async function revokeGrantsOf(
  database: IdentityDatabase,
  accountIds: readonly string[],
  now: Date,
): Promise<void> {
  if (accountIds.length === 0) return;
  const grants = await database
    .selectFrom('oidc_payload')
    .select('id')
    .where('model', '=', 'Grant')
    .where(sql`payload ->> 'accountId'`, 'in', accountIds)
    .execute();
  await revokeGrants(
    database,
    grants.map(({ id }) => id),
    now,
  );
}
