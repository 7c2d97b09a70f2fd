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
