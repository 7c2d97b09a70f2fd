import type { Transaction } from 'kysely';
import type { IdentityLosses } from '../commands/restore.ts';
import { platform } from '../partners/actor.ts';
import { endAccess } from '../partners/end-access.ts';
import { lockApp, moveApp } from '../partners/transition.ts';
import type { IdentityTables } from '../store/database.ts';

/** For the developer and officials, in the app's history. */
const reason =
  '从备份恢复后自动暂停：该应用的访问权限在备份之后曾被撤销，须由管理员核查。 Suspended after a restore from a backup: the access of the app was revoked after that backup. An admin will review it.';

/**
 * Suspends the apps in a restored database whose tokens were revoked since its backup. A journal does
 * not distinguish a suspension from a deletion or reduced access; the backup grants too much in each case.
 */
export async function suspendAgain(
  transaction: Transaction<IdentityTables>,
  { suspendedApps }: Pick<IdentityLosses, 'suspendedApps'>,
  now: Date,
): Promise<void> {
  for (const { clientId } of suspendedApps) {
    const app = await lockApp(transaction, clientId);
    if (app === undefined) continue;
    await moveApp(transaction, app, { event: 'suspend', actor: platform, reason, at: now });
    await endAccess(transaction, clientId, now);
  }
}
