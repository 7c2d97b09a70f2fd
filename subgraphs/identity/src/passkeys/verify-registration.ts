import { randomUUID } from 'node:crypto';
import type { AssuranceLevel } from '@civic-graph/policy';
import { columnOf, type Person } from '../linked-identities/person.ts';
import { algorithms } from './ceremony-options.ts';
import { answeredChallenge, isEmbedded, parseRegistration } from './parse-response.ts';
import { PasskeyRefusal } from './passkey-refusal.ts';
import type { Passkeys } from './passkeys.ts';
import type { PasskeyRow } from './tables.ts';

/** A new passkey that its owner asks to register. */
export interface NewPasskey {
  readonly person: Person;
  /** JSON of the browser's answer. */
  readonly response: string;
  /** What the challenge was made for. */
  readonly boundTo: string;
  readonly name: string;
  /** Level of the person's sign-in. */
  readonly level: AssuranceLevel;
}

/**
 * Verifies the answer of an authenticator (section 7.1). Stores only that the challenge was used.
 *
 * @throws PasskeyRefusal
 */
export async function verifyRegistration(
  { challenges, party, clock }: Passkeys,
  { person, response: text, boundTo, name, level }: NewPasskey,
): Promise<PasskeyRow> {
  const response = parseRegistration(text);
  if (response === null) throw new PasskeyRefusal('passkey_not_registered', 'the answer is not readable');
  const challenge = answeredChallenge(response);
  if (!(await challenges.take(challenge, { ceremony: 'registration', boundTo }))) {
    throw new PasskeyRefusal('passkey_expired');
  }
  // Loaded when needed: its certificate parsers take most of a second of CPU time.
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const result = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => ({ verified: false }) as const);
  if (!result.verified || isEmbedded(response)) {
    throw new PasskeyRefusal('passkey_not_registered', 'the answer failed its checks');
  }
  const { credential, credentialDeviceType } = result.registrationInfo;
  return {
    id: randomUUID(),
    credential_id: credential.id,
    ...{ citizen_key: null, official: null, developer: null, [columnOf[person.kind]]: person.accountId },
    public_key: Buffer.from(credential.publicKey),
    counter: String(credential.counter),
    transports: [...(response.response.transports ?? [])],
    synced: credentialDeviceType === 'multiDevice',
    level,
    name,
    registered_at: clock(),
    last_used_at: null,
    removed_at: null,
  };
}
