import { sql, type Transaction } from 'kysely';
import { lookAlikeKey } from '../shown-text/look-alike.ts';
import { issuerName } from '../sign-in/page.ts';
import type { IdentityTables } from '../store/database.ts';

/**
 * Whether citizens could confuse one of these names with another app, agency, official, developer or the
 * issuer. Locks registrations until the transaction ends.
 */
export async function isNameTaken(
  transaction: Transaction<IdentityTables>,
  names: readonly string[],
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('names of apps'))`.execute(transaction);
  const inUse = new Set([...Object.values(issuerName), ...(await namesInUse(transaction))].map(lookAlikeKey));
  return names.some((name) => inUse.has(lookAlikeKey(name)));
}

async function namesInUse(transaction: Transaction<IdentityTables>): Promise<string[]> {
  const rows = await transaction
    .selectFrom('app')
    .select(['name_zh', 'name_en'])
    .where(isRemembered)
    .unionAll(transaction.selectFrom('agency').select(['name_zh', 'name_en']))
    .unionAll(transaction.selectFrom('official').select(['name_zh', 'name_en']))
    .unionAll(
      // Nobody has checked who signs up: such a name must not keep its owner from using it.
      transaction
        .selectFrom('developer')
        .select(['name_zh', 'name_en'])
        .where((developer) =>
          developer.or([developer('self_signed_up', 'is', false), developer('verified_at', 'is not', null)]),
        ),
    )
    .execute();
  return rows.flatMap(({ name_zh, name_en }) => [name_zh, name_en]);
}

/** A deleted app keeps its name, unless it was never reviewed and nobody has consented to it. */
const isRemembered = sql<boolean>`(
  app.state <> 'deleted'
  OR NOT EXISTS (SELECT FROM developer
    WHERE developer.id = app.developer AND developer.self_signed_up AND developer.verified_at IS NULL)
  OR EXISTS (SELECT FROM consent WHERE consent.client_id = app.client_id))`;
