import { secretDigest } from '../issuer/secret-digest.ts';
import type { IdentityDatabase } from '../store/database.ts';
import type { Actor } from './actor.ts';
import type { AppState } from './life-cycle.ts';
import { newSecret } from './register-app.ts';
import { lockApp, moveApp } from './transition.ts';

export type SecretOutcome =
  | { readonly kind: 'replaced'; readonly secret: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-possible'; readonly state: AppState };

/** Replaces a lost or leaked secret; the old one is invalid immediately. */
export async function replaceSecret(
  database: IdentityDatabase,
  { developer, clientId, actor }: { developer: string; clientId: string; actor: Actor },
  now: Date,
): Promise<SecretOutcome> {
  return database.transaction().execute(async (transaction): Promise<SecretOutcome> => {
    const app = await lockApp(transaction, clientId);
    if (app?.developer !== developer || app.auth_method !== 'client_secret_basic')
      return { kind: 'not-found' };
    const move = { event: 'change', actor, reason: null, changed: ['secret'], at: now } as const;
    if ((await moveApp(transaction, app, move)) === undefined)
      return { kind: 'not-possible', state: app.state };
    const secret = newSecret();
    await transaction
      .updateTable('app')
      .set({ secret_sha256: secretDigest(secret) })
      .where('client_id', '=', clientId)
      .execute();
    return { kind: 'replaced', secret };
  });
}
