import { sql } from 'kysely';
import { type Person, personOf } from '../linked-identities/person.ts';
import { answeredChallenge, isEmbedded, parseAuthentication } from './parse-response.ts';
import { PasskeyRefusal } from './passkey-refusal.ts';
import type { Passkeys } from './passkeys.ts';
import type { PasskeyRow } from './tables.ts';

/** A key that has signed, and its owner. */
export interface UsedPasskey {
  readonly passkey: PasskeyRow;
  readonly person: Person;
}

/** Finds the owner of the key that has signed the challenge (section 7.2). @throws PasskeyRefusal */
export async function verifySignIn(
  passkeys: Passkeys,
  { response: text, boundTo }: { readonly response: string; readonly boundTo: string },
): Promise<UsedPasskey> {
  const { database, challenges, party, handleOf } = passkeys;
  const response = parseAuthentication(text);
  if (response === null) throw refused('the answer is not readable');
  const challenge = answeredChallenge(response);
  if (!(await challenges.take(challenge, { ceremony: 'sign-in', boundTo }))) {
    throw new PasskeyRefusal('passkey_expired');
  }
  const passkey = await database
    .selectFrom('passkey')
    .selectAll()
    .where('credential_id', '=', response.id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (passkey === undefined) throw refused('the key is not registered');
  const person = personOf(passkey);
  // Without a user name, the user handle identifies the account (step 6).
  if (response.response.userHandle !== handleOf(person).toString('base64url')) {
    throw refused('the key names another account');
  }
  // Loaded when needed: its certificate parsers take most of a second of CPU time.
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    // The counter is compared below, in the statement that stores it.
    credential: { id: passkey.credential_id, publicKey: new Uint8Array(passkey.public_key), counter: 0 },
  }).catch(() => null);
  if (result?.verified !== true || isEmbedded(response)) {
    throw refused('the answer failed its checks');
  }
  await count(passkeys, passkey, result.authenticationInfo.newCounter);
  return { passkey, person };
}

/** A counter that does not rise shows a copy of the key (section 6.1.1); zero does not count. */
async function count({ database, clock }: Passkeys, passkey: PasskeyRow, counter: number): Promise<void> {
  const counted = await database
    .updateTable('passkey')
    .set({ counter, last_used_at: clock() })
    .where('id', '=', passkey.id)
    .where('removed_at', 'is', null)
    .where(sql<boolean>`(counter < ${counter} or (counter = 0 and ${counter} = 0))`)
    .returning('id')
    .executeTakeFirst();
  if (counted === undefined) throw new CopiedPasskey(passkey);
}

/** Refusal of a key whose counter has not risen; its owner has to be notified. */
export class CopiedPasskey extends PasskeyRefusal {
  readonly passkey: PasskeyRow;

  constructor(passkey: PasskeyRow) {
    super('passkey_copied', `the counter of passkey ${passkey.id} has not risen`);
    this.passkey = passkey;
  }
}

function refused(reason: string): PasskeyRefusal {
  return new PasskeyRefusal('passkey_not_accepted', reason);
}
