import { acrOf } from '@civic-graph/tokens';
import { recordEvent } from '../../accounts/account-events.ts';
import { enrolledAssurance, findAccount, mayUse, personKindOf } from '../../issuer/account.ts';
import { isAtLeast } from '../../issuer/assurance.ts';
import { personOf } from '../../linked-identities/person.ts';
import { signInMark } from '../../linked-identities/sign-in-mark.ts';
import { recordSignIn } from '../../linked-identities/upstream-sign-ins.ts';
import { PasskeyRefusal } from '../../passkeys/passkey-refusal.ts';
import { CopiedPasskey, type UsedPasskey, verifySignIn } from '../../passkeys/verify-sign-in.ts';
import type { AppRow } from '../../store/database.ts';
import type { Interaction } from '../interaction.ts';

/** A sign-in for the provider. */
export interface PasskeyLogin {
  readonly accountId: string;
  readonly acr: string;
  readonly amr: string[];
  /** Time of the sign-in, in seconds. */
  readonly ts: number;
  readonly remember: boolean;
}

/** Turns the authenticator's answer into a sign-in of the key's owner. @throws PasskeyRefusal */
export async function completePasskeySignIn(
  interaction: Interaction,
  { app, response }: { readonly app: AppRow; readonly response: string },
): Promise<PasskeyLogin> {
  const { passkeys, uid, needed, browser } = interaction;
  const { database, clock } = passkeys;
  const { passkey, person } = await verify(interaction, { response, boundTo: uid });
  const account = await findAccount(database, person.accountId);
  // An official and a developer may have the same id.
  if (account === undefined || personKindOf(account) !== person.kind || !mayUse(account, app)) {
    throw new PasskeyRefusal('passkey_not_accepted', 'its owner does not sign in at this client');
  }
  if (interaction.isStepUp && account.id !== interaction.accountId)
    throw new PasskeyRefusal('another_person');
  const enrolled = enrolledAssurance(account);
  const level = isAtLeast(enrolled, passkey.level) ? passkey.level : enrolled;
  if (needed !== null && !isAtLeast(level, needed)) {
    throw new PasskeyRefusal('unmet_authentication_requirements');
  }
  const now = clock();
  const signIn = await recordSignIn(database, { passkey: passkey.id }, now);
  const details = { method: 'passkey', name: passkey.name, browser, client: app.client_id, signIn } as const;
  await recordEvent(database, person, { kind: 'signed-in', details }, now);
  return {
    ...{ accountId: account.id, acr: acrOf[level], amr: [signInMark(signIn)] },
    ...{ ts: Math.floor(now.getTime() / 1000), remember: false },
  };
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
