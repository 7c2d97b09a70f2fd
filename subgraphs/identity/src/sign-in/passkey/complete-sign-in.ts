import { recordEvent } from '../../accounts/account-events.ts';
import { personOf } from '../../linked-identities/person.ts';
import { PasskeyRefusal } from '../../passkeys/passkey-refusal.ts';
import { CopiedPasskey, type UsedPasskey, verifySignIn } from '../../passkeys/verify-sign-in.ts';
import type { AppRow } from '../../store/database.ts';
import { concludeSignIn, type Login } from '../conclude-sign-in.ts';
import type { Interaction } from '../interaction.ts';

/** Turns the authenticator's answer into a sign-in of the key's owner. @throws PasskeyRefusal */
export async function completePasskeySignIn(
  interaction: Interaction,
  { app, response }: { readonly app: AppRow; readonly response: string },
): Promise<Login> {
  const { passkeys, uid } = interaction;
  const { passkey, person } = await verify(interaction, { response, boundTo: uid });
  const outcome = await concludeSignIn(interaction, app, {
    ...{ person, level: passkey.level, method: { passkey: passkey.id } },
    details: { method: 'passkey', name: passkey.name },
    ts: Math.floor(passkeys.clock().getTime() / 1000),
  });
  if (outcome.kind === 'signed-in') return outcome.login;
  if (outcome.code !== 'not_here') throw new PasskeyRefusal(outcome.code);
  throw new PasskeyRefusal('passkey_not_accepted', 'its owner does not sign in at this client');
}

async function verify(
  { passkeys }: Interaction,
  answer: { readonly response: string; readonly boundTo: string },
): Promise<UsedPasskey> {
  try {
    return await verifySignIn(passkeys, answer);
  } catch (error) {
    if (error instanceof CopiedPasskey) {
      const { passkey } = error;
      const event = { kind: 'passkey-copied', details: { name: passkey.name } } as const;
      await recordEvent(passkeys.database, personOf(passkey), event, passkeys.clock());
    }
    throw error;
  }
}
