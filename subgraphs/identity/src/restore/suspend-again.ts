import type { Transaction } from 'kysely';
import type { IdentityLosses } from '../commands/restore.ts';
import { platform } from '../partners/actor.ts';
import { lockApp, moveApp } from '../partners/transition.ts';
import { publishRevocations } from '../revocation/publish.ts';
import type { IdentityTables } from '../store/database.ts';

/** For the developer and officials, in the app's history. */
const reason =
  '恢复备份后自动暂停：备份之后该应用的访问权限曾被撤销，请管理员核查。 Suspended after the restore of a backup: the access of the app was revoked since. An admin reviews it.';

/**
 * Suspends the apps in a restored database whose tokens were revoked since its backup. A journal tells a
 * suspension neither from a deletion nor from less access, and the backup has too much access in each case.
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
    await publishRevocations(
      transaction,
      [
        { kind: 'client', id: clientId },
        { kind: 'safelist', id: clientId },
      ],
      now,
    );
  }
}
