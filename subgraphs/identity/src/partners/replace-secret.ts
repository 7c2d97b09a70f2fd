import { secretDigest } from '../issuer/secret-digest.ts';
import type { IdentityDatabase } from '../store/database.ts';
import type { Actor } from './actor.ts';
import type { AppState } from './life-cycle.ts';
import { newSecret } from './register-app.ts';
import { lockApp, moveApp } from './transition.ts';

interface SecretReplacement {
  readonly developer: string;
  readonly clientId: string;
  readonly actor: Actor;
  /** 0 to {@link maxKeepOldHours}. */
  readonly keepOldHours: number;
}

export type SecretOutcome =
  | { readonly kind: 'replaced'; readonly secret: string; readonly oldUntil: Date | null }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-possible'; readonly state: AppState };

/** Longest time for which two secrets of an app work. */
export const maxKeepOldHours = 168;

const hourMs = 60 * 60_000;

/** Replaces a secret; the old one is invalid immediately, unless it is kept for some hours. */
export async function replaceSecret(
  database: IdentityDatabase,
  { developer, clientId, actor, keepOldHours }: SecretReplacement,
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
    const oldUntil = keepOldHours > 0 ? new Date(now.getTime() + keepOldHours * hourMs) : null;
    await transaction
      .updateTable('app')
      .set({
        secret_sha256: secretDigest(secret),
        old_secret_sha256: oldUntil === null ? null : app.secret_sha256,
        old_secret_until: oldUntil,
      })
      .where('client_id', '=', clientId)
      .execute();
    return { kind: 'replaced', secret, oldUntil };
  });
}
