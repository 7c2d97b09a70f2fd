import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';
import { type ScriptedIssuer, startIssuer } from './issuer.fixture.ts';

const subgraph = new URL('../../../../subgraphs/transport/', import.meta.url).pathname;
let issuer: ScriptedIssuer;
let folder: string;
beforeAll(async () => {
  issuer = await startIssuer();
  folder = await mkdtemp(join(tmpdir(), 'civic-machine-'));
});
afterAll(async () => {
  issuer.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  for (const list of [issuer.answers, issuer.received, issuer.authorizations]) list.length = 0;
});

const check = (env: Record<string, string>) =>
  run(['subgraph', 'check', subgraph, '--gateway', issuer.url], { CIVIC_ISSUER: issuer.url, ...env });

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key: typeof ec.privateKey) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('a program', () => {
  it.each([
    ['ES256', ec, false],
    ['ES256', ec, true],
    ['Ed25519', generateKeyPairSync('ed25519'), false],
    ['PS256', generateKeyPairSync('rsa', { modulusLength: 2048 }), true],
  ] as const)('proves itself with its key (%s, %#)', async (alg, { privateKey, publicKey }, asJwk) => {
    const text = asJwk ? JSON.stringify(privateKey.export({ format: 'jwk' })) : pem(privateKey);
    const path = await file(`key-${alg}`, text);
    const ran = await check({ CIVIC_CLIENT_ID: 'ci-transport-1', CIVIC_CLIENT_KEY_FILE: path });
    expect(ran.stderr).toBe('seen\n');
    const [sent] = issuer.received;
    expect(sent).toMatchObject({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    const assertion = sent!.client_assertion!;
    const keys = createLocalJWKSet({ keys: [{ ...publicKey.export({ format: 'jwk' }), alg }] });
    const { payload } = await jwtVerify(assertion, keys, { audience: issuer.url });
    expect(decodeProtectedHeader(assertion).alg).toBe(alg);
    expect(payload).toMatchObject({ iss: 'ci-transport-1', sub: 'ci-transport-1', jti: expect.any(String) });
    expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(60);
    expect(JSON.stringify(sent)).not.toContain('PRIVATE');
    await check({ CIVIC_CLIENT_ID: 'ci-transport-1', CIVIC_CLIENT_KEY_FILE: path });
    expect(issuer.received[1]!.client_assertion).not.toBe(assertion);
  });

  it('comes after CIVIC_TOKEN and before a session', async () => {
    const program = { CIVIC_CLIENT_ID: 'ci-x', CIVIC_CLIENT_KEY_FILE: '/none' };
    await check({ ...program, CIVIC_TOKEN: 'from-variable' });
    expect(issuer.authorizations).toEqual(['Bearer from-variable']);
    expect((await check({ ...program, XDG_CONFIG_HOME: folder })).stderr).toContain('/none cannot be read');
  });

  it('is told what is wrong', async () => {
    const public_ = ec.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const locked = ec.privateKey.export({
      ...{ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
    });
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
    const key = await file('good', pem(ec.privateKey));
    const cases: [Record<string, string>, string][] = [
      [{ CIVIC_CLIENT_ID: 'ci-x' }, 'CIVIC_CLIENT_KEY_FILE: set it to the file of the private key'],
      [{ CIVIC_CLIENT_KEY_FILE: key }, 'CIVIC_CLIENT_ID: set it to the client id that'],
      [{ CIVIC_CLIENT_ID: 'x', CIVIC_CLIENT_KEY_FILE: await file('a', public_) }, 'is a public key; name'],
      [
        {
          CIVIC_CLIENT_ID: 'x',
          CIVIC_CLIENT_KEY_FILE: await file('b', JSON.stringify(ec.publicKey.export({ format: 'jwk' }))),
        },
        'is a public key; name',
      ],
      [{ CIVIC_CLIENT_ID: 'x', CIVIC_CLIENT_KEY_FILE: await file('c', String(locked)) }, 'has a password'],
      [
        { CIVIC_CLIENT_ID: 'x', CIVIC_CLIENT_KEY_FILE: await file('d', 'nonsense') },
        'is no private key; name',
      ],
      [
        { CIVIC_CLIENT_ID: 'x', CIVIC_CLIENT_KEY_FILE: await file('e', pem(p384)) },
        'must be a P-256, Ed25519',
      ],
    ];
    for (const [env, message] of cases) {
      const { code, stderr } = await check(env);
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
      expect(stderr.trimEnd()).not.toContain('\n');
      expect(stderr).not.toContain('PRIVATE');
    }
    issuer.answers.push('invalid_client');
    const refused = await check({ CIVIC_CLIENT_ID: 'ci-x', CIVIC_CLIENT_KEY_FILE: key });
    expect(refused.stderr).toContain(`${issuer.url} refuses ci-x with the key in ${key}: it was removed`);
  });
});

describe('civic machine register', () => {
  it('makes a key for the user alone, and sends its public part', async () => {
    const path = join(folder, 'new.pem');
    const register = () =>
      run(['machine', 'register', 'transport', '--key', path, '--gateway', issuer.url], { CIVIC_TOKEN: 't' });
    // The scripted gateway answers with an error.
    expect((await register()).stderr).toBe('seen\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const first = await readFile(path, 'utf8');
    expect(first).toContain('BEGIN PRIVATE KEY');
    await register();
    expect(await readFile(path, 'utf8')).toBe(first);
    const [sent, again] = issuer.bodies.slice(-2).map((body) => JSON.parse(body).variables.input);
    expect(Object.keys(JSON.parse(sent.publicKey)).toSorted()).toEqual(['crv', 'kty', 'x']);
    expect(again).toEqual(sent);
  });
});
