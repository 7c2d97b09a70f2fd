import type { Transaction } from 'kysely';
import type { IdentityLosses } from '../commands/restore.ts';
import { secretDigest } from '../issuer/secret-digest.ts';
import { newSecret } from '../partners/register-app.ts';
import type { IdentityTables } from '../store/database.ts';

/**
 * Ends the secrets and keys in a restored database that were replaced since its backup. The database does not
 * have the new ones, so the developers replace them once more.
 */
export async function endCredentials(
  transaction: Transaction<IdentityTables>,
  { replacedCredentials }: Pick<IdentityLosses, 'replacedCredentials'>,
): Promise<void> {
  const ids = replacedCredentials.map(({ clientId }) => clientId);
  if (ids.length === 0) return;
  const ofApps = transaction.updateTable('app').where('client_id', 'in', ids);
  await ofApps
    .set({
      // The digest of a secret that nobody has.
      secret_sha256: secretDigest(newSecret()),
      old_secret_sha256: null,
      old_secret_until: null,
    })
    .where('auth_method', '=', 'client_secret_basic')
    .execute();
  await ofApps
    .set({ jwks: JSON.stringify({ keys: [] }), jwks_uri: null })
    .where('auth_method', '=', 'private_key_jwt')
    .execute();
}
