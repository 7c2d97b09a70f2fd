import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { issuerName } from '../sign-in/page.ts';
import type { RelyingParty } from './relying-party.ts';
import type { PasskeyRow } from './tables.ts';

/** COSE algorithms: EdDSA, ES256, RS256. */
export const algorithms = [-8, -7, -257];

/** Time (in milliseconds) that the person has at the authenticator. */
const timeout = 5 * 60 * 1000;

/** Options of `navigator.credentials.create`. `existing`: keys that the authenticator must not hold. */
export function creationOptions(
  { id }: RelyingParty,
  {
    challenge,
    user,
    existing,
  }: {
    readonly challenge: string;
    readonly user: { readonly handle: Buffer; readonly name: string };
    readonly existing: readonly Pick<PasskeyRow, 'credential_id' | 'transports'>[];
  },
): PublicKeyCredentialCreationOptionsJSON {
  return {
    rp: { id, name: `${issuerName.zh} ${issuerName.en}` },
    user: { id: user.handle.toString('base64url'), name: user.name, displayName: user.name },
    challenge,
    pubKeyCredParams: algorithms.map((alg) => ({ alg, type: 'public-key' })),
    timeout,
    excludeCredentials: existing.map(({ credential_id }) => ({ id: credential_id, type: 'public-key' })),
    // Discoverable, so that a sign-in names no account before the authenticator does.
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    attestation: 'none',
  };
}

/** Options of `navigator.credentials.get`. They list no keys, so they do not reveal who has one. */
export function requestOptions(
  { id }: RelyingParty,
  challenge: string,
): PublicKeyCredentialRequestOptionsJSON {
  return { rpId: id, challenge, timeout, userVerification: 'required' };
}
