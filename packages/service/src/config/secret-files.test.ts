import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseEnvironment } from './environment.ts';
import { isSecretName } from './secret-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'secret-files-'));
function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const shape = { COOKIE_KEYS: z.string(), HOST: z.string().default('127.0.0.1') };

it('a secret is read from its file, without the line break at the end', () => {
  expect(parseEnvironment(shape, { COOKIE_KEYS_FILE: file('a', 'one,two\n') }).COOKIE_KEYS).toBe('one,two');
  expect(parseEnvironment(shape, { COOKIE_KEYS: '', COOKIE_KEYS_FILE: file('b', 'x\r\n') }).COOKIE_KEYS).toBe(
    'x',
  );
});

it.each([
  [
    { COOKIE_KEYS: 'secret-1', COOKIE_KEYS_FILE: file('c', 'secret-2') },
    'COOKIE_KEYS_FILE: COOKIE_KEYS is set too',
  ],
  [{ COOKIE_KEYS_FILE: join(folder, 'none') }, 'COOKIE_KEYS_FILE: the file cannot be read'],
  [{ COOKIE_KEYS_FILE: folder }, 'COOKIE_KEYS_FILE: the file cannot be read'],
  [{ COOKIE_KEYS_FILE: file('d', '\n') }, 'COOKIE_KEYS_FILE: the file is empty'],
])('a mistake names the variable, and no secret', (environment, message) => {
  const parse = () => parseEnvironment(shape, environment);
  expect(parse).toThrow(message);
  expect(parse).not.toThrow(/secret-\d/);
});

it('other variables have no files, and those with a file of their own read it themselves', () => {
  expect(parseEnvironment(shape, { COOKIE_KEYS: 'k', HOST_FILE: file('e', '0.0.0.0') }).HOST).toBe(
    '127.0.0.1',
  );
  const own = { AUDIT_SIGNING_KEY: z.string().optional(), AUDIT_SIGNING_KEY_FILE: z.string().optional() };
  expect(parseEnvironment(own, { AUDIT_SIGNING_KEY_FILE: '/path' })).toEqual({
    AUDIT_SIGNING_KEY_FILE: '/path',
  });
});

it.each([
  ['SUBGRAPH_SECRET', true],
  ['SUBGRAPH_SECRET_PLATFORM', true],
  ['PAIRWISE_SALT', true],
  ['DATABASE_URL_IDENTITY', true],
  ['REDIS_URL', true],
  ['ISSUER_URL', false],
  ['JWKS_URL', false],
  ['SUPERGRAPH_FILE', false],
  ['WECHAT_PAY_PRIVATE_KEY_FILE', false],
  ['SIGNING_KEY_MAX_AGE_DAYS', false],
  ['MAX_REVOCATION_SILENCE_MS', false],
])('%s holds a secret: %s', (name, expected) => {
  expect(isSecretName(name)).toBe(expected);
});
