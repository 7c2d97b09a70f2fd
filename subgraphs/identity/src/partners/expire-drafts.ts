import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';
import { platform } from './actor.ts';
import { endApp } from './delete-app.ts';
import { lockApp } from './transition.ts';

const draftDays = 30;
const atOnce = 100;

/** For the developer, in the app's history. */
const reason =
  '草稿已过期：开发者尚未通过核验，且应用三十天未更改。 The draft has expired: its developer is not verified, and it was not changed for 30 days.';

/**
 * Deletes apps that developers who were never verified have left as drafts for 30 days, and that nobody has
 * signed in to: their names could be those of somebody who needs them.
 *
 * @returns how many were deleted
 */
export async function expireDrafts(database: IdentityDatabase, now: Date): Promise<number> {
  const { rows } = await sql<{ client_id: string }>`
    SELECT client_id FROM app JOIN developer ON developer.id = app.developer
     WHERE app.state = 'draft' AND developer.self_signed_up AND developer.verified_at IS NULL
       AND NOT EXISTS (SELECT FROM consent WHERE consent.client_id = app.client_id)
       AND NOT EXISTS (SELECT FROM app_transition AS latest WHERE latest.client_id = app.client_id
         AND latest.at > ${now}::timestamptz - make_interval(days => ${draftDays}))
     ORDER BY client_id LIMIT ${atOnce}`.execute(database);
  for (const { client_id: clientId } of rows) {
    await database.transaction().execute(async (transaction) => {
      const app = await lockApp(transaction, clientId);
      if (app?.state === 'draft') await endApp(transaction, app, { actor: platform, reason }, now);
    });
  }
  return rows.length;
}
