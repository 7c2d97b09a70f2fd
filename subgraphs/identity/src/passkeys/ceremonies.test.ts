import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../linked-identities/person.ts';
import { startIdentityDatabase } from '../store/identity-database.fixture.ts';
import { addPasskey } from './add-passkey.ts';
import { creationOptions } from './ceremony-options.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { type CeremonyChanges, SoftwareAuthenticator } from './software-authenticator.fixture.ts';
import { verifyRegistration } from './verify-registration.ts';
import { verifySignIn } from './verify-sign-in.ts';

const issuer = 'https://id.city.example';
let server: Awaited<ReturnType<typeof startIdentityDatabase>>;
let passkeys: Passkeys;
let now: Date;
let person: Person;

beforeAll(async () => {
  server = await startIdentityDatabase();
  const pairwiseSalt = Buffer.alloc(32, 'salt');
  passkeys = createPasskeys({ database: server.database, issuer, pairwiseSalt, clock: () => now });
});
afterAll(() => server.stop());
beforeEach(async () => {
  now = new Date('2026-11-28T08:00:00Z');
  person = { kind: 'developer', accountId: `dev-${randomUUID()}` };
  await server.database
    .insertInto('developer')
    .values({ id: person.accountId, name_zh: '人', name_en: 'Person' })
    .execute();
});

const boundTo = 'here';
const newChallenge = (ceremony: 'sign-in' | 'registration', at = boundTo) =>
  passkeys.challenges.issue({ ceremony, boundTo: at });

function optionsFor(challenge = newChallenge('registration')) {
  const user = { handle: passkeys.handleOf(person), name: person.accountId };
  return creationOptions(passkeys.party, { challenge, user, existing: [] });
}

async function register(authenticator: SoftwareAuthenticator, changes: CeremonyChanges = {}) {
  const response = authenticator.create(optionsFor(), changes);
  const row = await verifyRegistration(passkeys, { person, response, boundTo, name: 'Key', level: 'high' });
  await addPasskey(passkeys.database, person, row);
  return row;
}

const signIn = (authenticator: SoftwareAuthenticator, changes: CeremonyChanges = {}) =>
  verifySignIn(passkeys, {
    response: authenticator.get({ challenge: newChallenge('sign-in') }, changes),
    boundTo,
  });

describe('a registration', () => {
  it('needs a discoverable key and a verified user, and names nobody in the handle', () => {
    const { user, rp, authenticatorSelection, attestation } = optionsFor();
    expect(rp.id).toBe('id.city.example');
    expect(authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' });
    expect(attestation).toBe('none');
    expect(passkeys.handleOf({ ...person, kind: 'official' })).not.toEqual(passkeys.handleOf(person));
    expect(Buffer.from(user.id, 'base64url')).toHaveLength(32);
    expect(Buffer.from(user.id, 'base64url').toString()).not.toContain(person.accountId);
  });

  it.each([false, true])('stores a key with which its owner signs in; synced: %s', async (synced) => {
    const authenticator = new SoftwareAuthenticator(issuer, { synced, counter: synced ? 0 : 1 });
    const { synced: stored, id } = await register(authenticator);
    expect(stored).toBe(synced);
    for (let time = 0; time < 2; time += 1) {
      expect(await signIn(authenticator)).toMatchObject({ person, passkey: { id } });
    }
  });

  it.each<[string, CeremonyChanges, string]>([
    ['from another origin', { origin: 'https://id.city.example.evil.example' }, 'passkey_not_registered'],
    ['from another port', { origin: 'https://id.city.example:8443' }, 'passkey_not_registered'],
    ['for another RP ID', { rpId: 'city.example' }, 'passkey_not_registered'],
    ['of another type', { type: 'webauthn.get' }, 'passkey_not_registered'],
    ['in a frame of another site', { crossOrigin: true }, 'passkey_not_registered'],
    ['without verification of the user', { userVerified: false }, 'passkey_not_registered'],
    ['with another algorithm', { alg: -65535 }, 'passkey_not_registered'],
    ['with a challenge of its own', { challenge: 'bWluZQ' }, 'passkey_expired'],
  ])('%s is refused', async (_what, changes, code) => {
    await expect(register(new SoftwareAuthenticator(issuer), changes)).rejects.toMatchObject({ code });
  });

  it('of a key that was registered before, or removed, is refused', async () => {
    const authenticator = new SoftwareAuthenticator(issuer);
    await register(authenticator);
    const again = { code: 'passkey_registered_before' };
    await expect(register(authenticator)).rejects.toMatchObject(again);
    await server.database
      .updateTable('passkey')
      .set({ removed_at: now })
      .where('credential_id', '=', authenticator.credentialId)
      .execute();
    await expect(register(authenticator)).rejects.toMatchObject(again);
  });

  it.each(['', '{}', 'null', '[]', '{"id":"a","rawId":"a","type":"public-key","response":{}}'])(
    'that is not readable is refused: %s',
    async (response) => {
      const wanted = { person, response, boundTo, name: 'Key', level: 'high' } as const;
      await expect(verifyRegistration(passkeys, wanted)).rejects.toMatchObject({
        code: 'passkey_not_registered',
      });
    },
  );
});

describe('a sign-in', () => {
  it.each<[string, CeremonyChanges, string]>([
    ['from another origin', { origin: 'http://id.city.example' }, 'passkey_not_accepted'],
    ['for another RP ID', { rpId: 'evil.example' }, 'passkey_not_accepted'],
    ['of another type', { type: 'webauthn.create' }, 'passkey_not_accepted'],
    ['in a frame of another site', { crossOrigin: true }, 'passkey_not_accepted'],
    ['without verification of the user', { userVerified: false }, 'passkey_not_accepted'],
    ['with the handle of somebody else', { userHandle: 'c29tZWJvZHk' }, 'passkey_not_accepted'],
    ['without a handle', { userHandle: null }, 'passkey_not_accepted'],
    ['signed by another key', { key: new SoftwareAuthenticator(issuer).privateKey }, 'passkey_not_accepted'],
    ['with a challenge of its own', { challenge: 'bWluZQ' }, 'passkey_expired'],
  ])('%s is refused', async (_what, changes, code) => {
    const authenticator = new SoftwareAuthenticator(issuer);
    await register(authenticator);
    await expect(signIn(authenticator, changes)).rejects.toMatchObject({ code });
    expect(await signIn(authenticator)).toMatchObject({ person });
  });

  it('with an unknown key is refused like one with a wrong signature', async () => {
    await expect(signIn(new SoftwareAuthenticator(issuer))).rejects.toMatchObject({
      code: 'passkey_not_accepted',
    });
  });

  it('whose counter does not rise is refused, also when two come at once', async () => {
    const authenticator = new SoftwareAuthenticator(issuer, { counter: 5 });
    await register(authenticator);
    await expect(signIn(authenticator, { counter: 5 })).rejects.toMatchObject({ code: 'passkey_copied' });
    await expect(signIn(authenticator, { counter: 0 })).rejects.toMatchObject({ code: 'passkey_copied' });
    const twins = await Promise.allSettled([1, 2].map(() => signIn(authenticator, { counter: 9 })));
    expect(twins.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a challenge', () => {
  const take = (challenge: string, at = boundTo, ceremony: 'sign-in' | 'registration' = 'sign-in') =>
    passkeys.challenges.take(challenge, { ceremony, boundTo: at });

  it('is used once, also when two answers come at once', async () => {
    const challenge = newChallenge('sign-in');
    expect((await Promise.all([take(challenge), take(challenge)])).sort()).toEqual([false, true]);
    expect(await take(challenge)).toBe(false);
  });

  it('is used up by an answer that fails', async () => {
    const authenticator = new SoftwareAuthenticator(issuer);
    await register(authenticator);
    const challenge = newChallenge('sign-in');
    const answer = (changes: CeremonyChanges) =>
      verifySignIn(passkeys, { response: authenticator.get({ challenge }, changes), boundTo });
    await expect(answer({ userVerified: false })).rejects.toMatchObject({ code: 'passkey_not_accepted' });
    await expect(answer({})).rejects.toMatchObject({ code: 'passkey_expired' });
  });

  it('is for one session and one ceremony, and for fifteen minutes', async () => {
    expect(await take(newChallenge('sign-in'), 'elsewhere')).toBe(false);
    expect(await take(newChallenge('sign-in'), boundTo, 'registration')).toBe(false);
    const [early, late] = [newChallenge('sign-in'), newChallenge('sign-in')];
    now = new Date(now.getTime() + 15 * 60_000 - 1);
    expect(await take(early)).toBe(true);
    now = new Date(now.getTime() + 1);
    expect(await take(late)).toBe(false);
  });

  it('cannot be altered', async () => {
    const bytes = Buffer.from(newChallenge('sign-in'), 'base64url');
    for (const position of [0, 16, 21, 22, bytes.length - 1]) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(position) ^ 1, position);
      expect(await take(altered.toString('base64url')), `byte ${position}`).toBe(false);
    }
    expect(await take(bytes.toString('base64url'))).toBe(true);
  });
});
