import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../linked-identities/person.ts';
import { startIdentityDatabase } from '../store/identity-database.fixture.ts';
import { addPasskey } from './add-passkey.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { verifyRegistration } from './verify-registration.ts';
import { verifySignIn } from './verify-sign-in.ts';

/* The test vectors of the specification, made by others' software. */

interface Vector {
  readonly name: string;
  readonly credentialId: string;
  readonly registration: Record<'challenge' | 'clientDataJSON' | 'attestationObject', string>;
  readonly authentication: Record<'challenge' | 'clientDataJSON' | 'authenticatorData' | 'signature', string>;
}

const file = new URL('w3c-vectors.fixture.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] };
const [unverified, embedded, verified] = vectors as [Vector, Vector, Vector];
const person: Person = { kind: 'developer', accountId: 'somebody' };

let server: Awaited<ReturnType<typeof startIdentityDatabase>>;
let passkeys: Passkeys;
beforeAll(async () => {
  server = await startIdentityDatabase();
  const { database } = server;
  const row = { id: person.accountId, name_zh: '人', name_en: 'Person' };
  await database.insertInto('developer').values(row).execute();
  passkeys = {
    ...createPasskeys({
      database,
      issuer: 'https://example.org',
      pairwiseSalt: Buffer.alloc(32),
      clock: () => new Date('2026-11-28T08:00:00Z'),
    }),
    // Their challenges are theirs.
    challenges: { issue: () => '', take: async (challenge) => known.has(challenge) },
  };
});
afterAll(() => server.stop());

const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
const known = new Set(
  vectors.flatMap(({ registration, authentication }) =>
    [registration.challenge, authentication.challenge].map(base64url),
  ),
);

function answer(
  { credentialId }: Vector,
  parts: Readonly<Record<string, string>>,
  more: object = {},
): string {
  const id = base64url(credentialId);
  const response = Object.fromEntries(Object.entries(parts).map(([name, hex]) => [name, base64url(hex)]));
  return JSON.stringify({ id, rawId: id, type: 'public-key', response: { ...response, ...more } });
}

const register = (vector: Vector) =>
  verifyRegistration(passkeys, {
    response: answer(vector, vector.registration),
    ...{ person, boundTo: 'there', name: 'Key', level: 'high' },
  });

function signIn(vector: Vector) {
  const userHandle = passkeys.handleOf(person).toString('base64url');
  return verifySignIn(passkeys, {
    response: answer(vector, vector.authentication, { userHandle }),
    boundTo: 'there',
  });
}

it(`accepts: ${verified.name}`, async () => {
  const row = await register(verified);
  expect(row).toMatchObject({ credential_id: base64url(verified.credentialId), synced: true });
  await addPasskey(passkeys.database, person, row);
  expect(await signIn(verified)).toMatchObject({ person });
});

it.each([unverified, embedded])(
  'refuses, because nobody was verified or it ran in a frame: $name',
  async (vector) => {
    await expect(register(vector)).rejects.toMatchObject({ code: 'passkey_not_registered' });
  },
);

it('refuses an answer of which one bit differs', async () => {
  const { signature } = verified.authentication;
  const altered = signature.slice(0, -1) + (signature.endsWith('0') ? '1' : '0');
  const vector = { ...verified, authentication: { ...verified.authentication, signature: altered } };
  await expect(signIn(vector)).rejects.toMatchObject({ code: 'passkey_not_accepted' });
});
