import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readProviders } from './read-providers.ts';

const folder = mkdtempSync(join(tmpdir(), 'sign-in-providers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const secret = 'a-client-secret';
write('secret', `${secret}\n`);
write('empty', '\n');
const pem = { type: 'pkcs8', format: 'pem' } as const;
write('ec.pem', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem).toString());
write('weak.pem', generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export(pem).toString());
write('ed.jwk', JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })));

const complete = {
  id: 'province',
  name: { zh: '省统一认证', en: 'Provincial sign-in' },
  issuer: 'https://login.province.example',
  clientId: 'city',
  authentication: { method: 'client_secret_basic', secretFile: 'secret' },
  assurance: [{ level: 'high', acr: ['face'] }],
  people: { citizen: 'resident_id_number' },
};
const read = (provider: object, loopback = false) =>
  readProviders(write('providers.json', JSON.stringify({ providers: [provider] })), { loopback });

describe('the file of SIGN_IN_PROVIDERS', () => {
  it('has secrets and keys in files beside it', () => {
    expect(read(complete)).toMatchObject([
      { id: 'province', authentication: { method: 'client_secret_basic', secret }, scopes: ['openid'] },
    ]);
    for (const [keyFile, algorithm] of [
      ['ec.pem', 'ES256'],
      ['ed.jwk', 'Ed25519'],
    ]) {
      const authentication = { method: 'private_key_jwt', keyFile };
      expect(read({ ...complete, authentication })).toMatchObject([{ authentication: { algorithm } }]);
    }
  });

  it.each<[string, object, RegExp]>([
    ['http', { issuer: 'http://login.province.example' }, /province\.issuer: must be https/],
    ['http on loopback, in production', { issuer: 'http://127.0.0.1:1' }, /must be https/],
    ['a query', { issuer: 'https://login.province.example/?a=b' }, /no query/],
    ['a secret in the file', { clientSecret: secret }, /Unrecognized key.*clientSecret/],
    [
      'a secret in place of its file',
      { authentication: { method: 'client_secret_basic', secret } },
      /providers\.0\.authentication/,
    ],
    ['no way to authenticate', { authentication: { method: 'none' } }, /providers\.0\.authentication/],
    [
      'a missing file',
      { authentication: { method: 'client_secret_basic', secretFile: 'nowhere' } },
      /nowhere cannot be read/,
    ],
    [
      'an empty file',
      { authentication: { method: 'client_secret_basic', secretFile: 'empty' } },
      /empty is empty/,
    ],
    [
      'a file that is no key',
      { authentication: { method: 'private_key_jwt', keyFile: 'secret' } },
      /is no private key/,
    ],
    [
      'a weak key',
      { authentication: { method: 'private_key_jwt', keyFile: 'weak.pem' } },
      /at least 2048 bits/,
    ],
    ['no assurance', { assurance: [] }, /providers\.0\.assurance/],
    ['a level that is not ours', { assurance: [{ level: 'low', acr: ['a'] }] }, /providers\.0\.assurance/],
    ['a level for everything', { assurance: [{ level: 'high' }] }, /name the acr or amr values/],
    ['nobody', { people: {} }, /name who may sign in/],
    ['people by a claim of the protocol', { people: { citizen: 'sub' } }, /must be a claim that identifies/],
    ['a scope without openid', { scopes: ['profile'] }, /must contain openid/],
    ['an id that is no path', { id: '../x' }, /providers\.0\.id/],
  ])('is refused with %s, without quoting the secret', (_, change, message) => {
    const start = () => read({ ...complete, ...change });
    expect(start).toThrow(expect.objectContaining({ code: 'CONFIGURATION_INVALID' }));
    expect(start).toThrow(/^SIGN_IN_PROVIDERS: /);
    expect(start).toThrow(message);
    expect(start).not.toThrow(secret);
  });

  it('is refused if it is missing, no JSON, or names a provider twice', () => {
    const start = (path: string) => () => readProviders(path, { loopback: true });
    expect(start(join(folder, 'absent.json'))).toThrow(/cannot be read/);
    expect(start(write('broken.json', '{'))).toThrow(/is not JSON/);
    expect(start(write('twice.json', JSON.stringify({ providers: [complete, complete] })))).toThrow(
      /the id province is used twice/,
    );
  });

  it('has an example that is valid', () => {
    const example = readFileSync(
      new URL('../../../../../deploy/sign-in/providers.example.json', import.meta.url),
    );
    write('province.key.pem', readFileSync(join(folder, 'ec.pem'), 'utf8'));
    write('staff.secret', secret);
    const providers = readProviders(write('example.json', example.toString()), { loopback: false });
    expect(providers.map(({ id }) => id)).toEqual(['province', 'staff']);
  });

  it('allows http on this machine in a demo, and nowhere else', () => {
    expect(read({ ...complete, issuer: 'http://127.0.0.1:8080' }, true)).toHaveLength(1);
    expect(() => read({ ...complete, issuer: 'http://10.0.0.1' }, true)).toThrow(/must be https/);
  });
});
