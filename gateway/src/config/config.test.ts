import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '@civic-graph/service';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfig, subgraphDefaults } from './config.ts';

const secret = Buffer.alloc(32, 1).toString('base64url');
const required = {
  CITIZEN_KEY_SECRET: secret,
  SUBGRAPH_SECRET_IDENTITY: secret,
  SUBGRAPH_SECRET_TRANSPORT: secret,
  SUBGRAPH_SECRET_PAYMENTS: secret,
  SUBGRAPH_SECRET_STATISTICS: secret,
  SUPERGRAPH_FILE: 'supergraph.graphql',
};

describe('a good environment', () => {
  test('may take the supergraph from the registry', () => {
    const { SUPERGRAPH_FILE, ...rest } = required;
    const key = Buffer.alloc(32, 2).toString('base64url');
    const registry = {
      ...{ ...rest, REGISTRY_URL: 'http://127.0.0.1:4005', REGISTRY_PUBLIC_KEYS: `${key}, ${key}` },
      ...{ SUBGRAPH_SECRET_PLATFORM: secret, GATEWAY_ID: 'gateway-1', DATA_DIR: '/data' },
      SUBGRAPH_URL_PLATFORM: 'http://127.0.0.1:4005/graphql',
    };
    expect(readConfig(registry).supergraph).toEqual({
      kind: 'registry',
      url: 'http://127.0.0.1:4005',
      secret,
      publicKeys: [key, key],
      gateway: 'gateway-1',
      folder: '/data/registry-4000',
      usageEveryMs: 60_000,
      healthReportMs: 5_000,
    });
    expect(() => readConfig({ ...registry, SUPERGRAPH_FILE })).toThrow(
      'REGISTRY_URL: SUPERGRAPH_FILE is set too',
    );
    expect(() => readConfig({ ...registry, REGISTRY_PUBLIC_KEYS: '' })).toThrow(
      'REGISTRY_PUBLIC_KEYS: is required',
    );
    expect(() => readConfig({ ...registry, REGISTRY_PUBLIC_KEYS: 'short' })).toThrow(
      'REGISTRY_PUBLIC_KEYS: must be',
    );
    expect(() => readConfig({ ...registry, SUBGRAPH_SECRET_PLATFORM: '' })).toThrow(
      'SUBGRAPH_SECRET_PLATFORM: is required',
    );
  });

  test('needs the secrets and the supergraph; the rest has defaults', () => {
    const config = readConfig(required);
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      publicUrl: 'http://127.0.0.1:4000',
      adminHost: '127.0.0.1',
      adminPort: 4100,
      deployment: 'production',
      planner: 'rust',
      subgraphClient: 'lean',
      console: true,
      deadlineMs: 2_000,
      supergraph: { kind: 'file', path: 'supergraph.graphql' },
      tokens: { issuer: 'http://127.0.0.1:4001', jwksUri: 'http://127.0.0.1:4001/jwks' },
    });
    expect(config.directory.endpoints.map(({ name, url }) => [name, url])).toEqual([
      ['identity', 'http://127.0.0.1:4001/graphql'],
      ['transport', null],
      ['payments', null],
      ['statistics', null],
    ]);
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('may name the agencies’ schemas in place of a supergraph', () => {
    const { SUPERGRAPH_FILE: _, ...rest } = required;
    const config = readConfig({ ...rest, SUBGRAPH_SCHEMAS: '/schemas' });
    expect(config.supergraph).toEqual({ kind: 'compose', folder: '/schemas' });
    expect(config.directory.manifests).toBe('/schemas');
    expect(readConfig({ ...required, SUBGRAPH_SCHEMAS: '/schemas' }).directory.manifests).toBeNull();
  });

  test('may name further agencies, each with an address', () => {
    const fifth = {
      SUBGRAPH_SECRET_PUBLIC_WORKS: secret,
      SUBGRAPH_URL_PUBLIC_WORKS: 'http://works.test/graphql',
    };
    expect(readConfig({ ...required, ...fifth }).directory.endpoints.at(-1)).toEqual({
      name: 'public-works',
      url: 'http://works.test/graphql',
      secret,
    });
  });

  test('may give the secret of an agency as a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-config-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'transport'), `${secret}\n`);
    const { SUBGRAPH_SECRET_TRANSPORT, ...rest } = required;
    const config = readConfig({ ...rest, SUBGRAPH_SECRET_TRANSPORT_FILE: join(folder, 'transport') });
    expect(config.directory.endpoints).toContainEqual(
      expect.objectContaining({ name: 'transport', secret: SUBGRAPH_SECRET_TRANSPORT }),
    );
  });

  test('may name a unix socket for an agency on the same machine', () => {
    const url = 'unix:/run/payments.sock';
    const { directory } = readConfig({ ...required, SUBGRAPH_URL_PAYMENTS: url });
    expect(directory.endpoints.find(({ name }) => name === 'payments')?.url).toBe(url);
  });

  test('may configure one agency differently; by default an agency may take as long as a whole request', () => {
    const SUBGRAPH_SETTINGS_STATISTICS = 'deadlineMs=800, connections = 16';
    const config = readConfig({ ...required, SUBGRAPH_SETTINGS_STATISTICS, REQUEST_DEADLINE_MS: '5000' });
    expect(config.subgraphs).toEqual({ ...subgraphDefaults, deadlineMs: 5_000 });
    expect([...config.settingsOf]).toEqual([
      ['statistics', { ...subgraphDefaults, deadlineMs: 800, connections: 16 }],
    ]);
  });

  test.each([
    'deadline=800',
    'deadlineMs',
    'deadlineMs=0',
    'deadlineMs=2s',
    'connections=1.5',
    '__proto__=1',
  ])('rejects any other setting of an agency: %s', (value) => {
    const read = () => readConfig({ ...required, SUBGRAPH_SETTINGS_PAYMENTS: value });
    expect(read).toThrow(/^SUBGRAPH_SETTINGS_PAYMENTS[^\n]*: [^\n]{10,}$/);
  });

  test('reads which labels of @override are on', () => {
    expect(readConfig(required).overrideLabels).toEqual([]);
    const config = readConfig({ ...required, OVERRIDE_LABELS: 'beta, new-timetable:2' });
    expect(config.overrideLabels).toEqual(['beta', 'new-timetable:2']);
    // A percentage depends on the caller.
    expect(() => readConfig({ ...required, OVERRIDE_LABELS: 'percent(5)' })).toThrow(/^OVERRIDE_LABELS/);
  });

  test('treats an empty variable as absent, and ignores foreign ones', () => {
    expect(readConfig({ ...required, PORT: '', PATH: '/bin', NODE_ENV: 'x' }).port).toBe(4000);
  });

  test('finds the keys at the issuer, or at a configured address', () => {
    expect(readConfig({ ...required, ISSUER_URL: 'https://id.test' }).tokens.jwksUri).toBe(
      'https://id.test/jwks',
    );
    const JWKS_URL = 'http://identity:4001/jwks';
    expect(readConfig({ ...required, ISSUER_URL: 'https://id.test', JWKS_URL }).tokens.jwksUri).toBe(
      JWKS_URL,
    );
  });
});

describe('rejects a bad one with one line that names the variable and shows no secret:', () => {
  test.each<[string, string | undefined]>([
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', 'NaN'],
    ['ADMIN_PORT', '1e9'],
    ['DEPLOYMENT', 'prod'],
    ['DEPLOYMENT', 'Demo'],
    ['LOG_LEVEL', 'verbose'],
    ['WEBSOCKET_ORIGINS', 'https://portal.example/'],
    ['WEBSOCKET_ORIGINS', '*'],
    ['PLANNER', 'java'],
    ['AUTHORIZATION_MODE', 'dryRun'],
    ['AUTHORIZATION_MODE', 'off'],
    ['SUBGRAPH_CLIENT', 'axios'],
    ['CONSOLE', 'true'],
    ['REQUEST_DEADLINE_MS', '0'],
    ['REQUEST_DEADLINE_MS', '2s'],
    ['REQUEST_DEADLINE_MS', '600000'],
    ['ISSUER_URL', 'identity'],
    ['ISSUER_URL', 'ftp://identity'],
    ['JWKS_URL', 'file:///etc/passwd'],
    ['TOKEN_AUDIENCE', 'graph'],
    ['SUBGRAPH_URL_PAYMENTS', 'payments:4003'],
    ['SUBGRAPH_URL_PAYMENTS', 'javascript:alert(1)'],
    ['SUBGRAPH_URL_PAYMENTS', 'unix:relative.sock'],
    ['SUBGRAPH_URL_IDENTITY', 'unix:/run/identity.sock'],
    ['CITIZEN_KEY_SECRET', undefined],
    ['CITIZEN_KEY_SECRET', 'secret'],
    ['CITIZEN_KEY_SECRET', 'not+base64url/but+long+enough/not+base64url/'],
    ['SUBGRAPH_SECRET_IDENTITY', undefined],
    ['SUBGRAPH_SECRET_TRANSPORT', 'changeme'],
    ['SUBGRAPH_SECRET_LIBRARIES', 'short'],
    ['SUPERGRAPH_FILE', undefined],
  ])('%s=%s', (name, value) => {
    let refusal: unknown;
    try {
      readConfig({ ...required, [name]: value });
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(ConfigurationError);
    const { message } = refusal as ConfigurationError;
    expect(message.startsWith(`${name}: `)).toBe(true);
    expect(message.length).toBeGreaterThan(name.length + 5);
    expect(message).not.toContain('\n');
    if (name.includes('SECRET') && value) expect(message).not.toContain(value);
  });
});

test('metrics are on loopback unless another address is set', () => {
  expect(readConfig(required).adminHost).toBe('127.0.0.1');
  expect(readConfig({ ...required, ADMIN_HOST: '0.0.0.0' }).adminHost).toBe('0.0.0.0');
});

test('records in JetStream need servers, and the key of all gateways', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const AUDIT_SIGNING_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const AUDIT_NATS_URL = 'nats://audit:secret@one:4222, tls://two';
  const { audit } = readConfig({ ...required, AUDIT_NATS_URL, AUDIT_SIGNING_KEY });
  expect(audit?.stream).toEqual({ servers: ['nats://audit:secret@one:4222', 'tls://two'], replicas: 3 });
  expect(readConfig({ ...required, AUDIT_SIGNING_KEY }).audit?.stream).toBeNull();
  expect(() => readConfig({ ...required, AUDIT_NATS_URL })).toThrow(/^AUDIT_SIGNING_KEY: is required with/);
  const wrong = { ...required, AUDIT_SIGNING_KEY, AUDIT_NATS_URL: 'nats://audit:secret@one,http://two' };
  expect(() => readConfig(wrong)).toThrow(/^AUDIT_NATS_URL: (?!.*secret)/);
});

test('the key of checkpoints comes from the environment or from a file, and must be a key', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const folder = mkdtempSync(join(tmpdir(), 'civic-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'key.pem');
  writeFileSync(file, pem);
  const keyOf = (variables: object) => readConfig({ ...required, ...variables }).audit?.signingKey;
  expect(keyOf({})).toBeUndefined();
  expect(keyOf({ AUDIT_SIGNING_KEY: pem })?.equals(privateKey)).toBe(true);
  expect(keyOf({ AUDIT_SIGNING_KEY_FILE: file })?.equals(privateKey)).toBe(true);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  for (const [name, value] of [
    ['AUDIT_SIGNING_KEY', 'no key'],
    ['AUDIT_SIGNING_KEY', rsa.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['AUDIT_SIGNING_KEY_FILE', join(folder, 'none.pem')],
  ] as const) {
    expect(() => keyOf({ [name]: value })).toThrow(`${name}: must be a private Ed25519 key`);
  }
  expect(() => keyOf({ AUDIT_SIGNING_KEY: pem, AUDIT_SIGNING_KEY_FILE: file })).toThrow('set one of them');
});
