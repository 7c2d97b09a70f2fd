import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactSign, createLocalJWKSet, type JWK } from 'jose';
import { expect, it } from 'vitest';
import {
  isInCanary,
  type Rollout,
  type RolloutError,
  releaseVersion,
  rolloutType,
  type SupergraphVersion,
  signRollout,
  supergraphVersion,
  verifyRollout,
} from './index.ts';

const release = {
  subgraph: 'libraries',
  schema: 'type Query { branches: Int }',
  manifest: '{ "subgraph": "libraries" }',
  policyCases: null,
};
const supergraph = (sdl = 'schema { query: Query }'): SupergraphVersion => ({
  sdl,
  releases: [{ subgraph: 'libraries', version: releaseVersion(release) }],
  manifests: [release.manifest],
});
const rollout = (changes: Partial<Rollout> = {}): Rollout => ({
  sequence: 7,
  version: supergraphVersion(supergraph()),
  canaryPercent: 100,
  previous: null,
  startedAt: '2026-11-27T08:00:00Z',
  assigned: supergraphVersion(supergraph()),
  supergraph: supergraph(),
  ...changes,
});

const registry = keyPair('registry');
const stranger = keyPair('stranger');
const keys = createLocalJWKSet({ keys: [registry.jwk] });

function keyPair(kid: string): { key: KeyObject; kid: string; jwk: JWK } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { key: privateKey, kid, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA' } as JWK };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'verified',
    (error: RolloutError) => error.code,
  );

it('a version is the SHA-256 of the canonical JSON, and every part changes it', () => {
  // Computed with sha256sum over the canonical JSON, written by hand.
  expect(releaseVersion(release)).toBe('e4691b59177f87a4519d44aa97be56d5c438f21344a4d2a39a7835c718174865');
  const versions = new Set([
    releaseVersion(release),
    releaseVersion({ ...release, subgraph: 'archives' }),
    releaseVersion({ ...release, schema: `${release.schema} ` }),
    releaseVersion({ ...release, manifest: '{"subgraph":"libraries"}' }),
    releaseVersion({ ...release, policyCases: '' }),
  ]);
  expect(versions.size).toBe(5);
});

it('a signed rollout verifies, and its text is stable', async () => {
  const token = await signRollout(rollout(), registry);
  expect(await signRollout(rollout(), registry)).toBe(token);
  expect(await verifyRollout(token, { keys })).toEqual(rollout());
  expect(await codeOf(verifyRollout(token, { keys, notBefore: 7 }))).toBe('verified');
});

it('a rollout may carry contracts, which the signature covers and the version does not', async () => {
  const contracts = [
    { name: 'open-data', schema: 'type Query { branches: Int }' },
    { name: 'partner', schema: null },
  ];
  const token = await signRollout(rollout({ contracts }), registry);
  expect(await verifyRollout(token, { keys })).toEqual({ ...rollout(), contracts });
  const [head, , signature] = token.split('.');
  const payload = Buffer.from(JSON.stringify(rollout({ contracts: [] }))).toString('base64url');
  expect(await codeOf(verifyRollout(`${head}.${payload}.${signature}`, { keys }))).toBe('ROLLOUT_FORGED');
  const misnamed = rollout({ contracts: [{ name: '../graphql', schema: null }] });
  expect(await codeOf(verifyRollout(await signRollout(misnamed, registry), { keys }))).toBe(
    'ROLLOUT_INVALID',
  );
});

it('a rollout outside the canary carries the previous version', async () => {
  const version = supergraphVersion(supergraph('schema { query: Other }'));
  const previous = supergraphVersion(supergraph());
  const token = await signRollout(rollout({ version, previous, canaryPercent: 10 }), registry);
  expect(await codeOf(verifyRollout(token, { keys }))).toBe('verified');
});

it.each<[string, () => Promise<string>, RolloutError['code']]>([
  ['is signed by another key', () => signRollout(rollout(), stranger), 'ROLLOUT_FORGED'],
  [
    'is signed by another key under the name of ours',
    () => signRollout(rollout(), { ...stranger, kid: registry.kid }),
    'ROLLOUT_FORGED',
  ],
  [
    'was altered',
    async () => {
      const [head, , signature] = (await signRollout(rollout(), registry)).split('.');
      const payload = Buffer.from(JSON.stringify(rollout({ sequence: 8 }))).toString('base64url');
      return `${head}.${payload}.${signature}`;
    },
    'ROLLOUT_FORGED',
  ],
  [
    'is another statement under the same key',
    () =>
      new CompactSign(Buffer.from(JSON.stringify(rollout())))
        .setProtectedHeader({ alg: 'EdDSA', kid: registry.kid, typ: 'civic-receipt+jws' })
        .sign(registry.key),
    'ROLLOUT_FORGED',
  ],
  ['is not a token', async () => 'nothing', 'ROLLOUT_FORGED'],
  [
    'carries another supergraph',
    () => signRollout(rollout({ supergraph: supergraph('schema { query: Other }') }), registry),
    'ROLLOUT_INVALID',
  ],
  [
    'assigns a version that is not its own',
    () => signRollout(rollout({ version: 'a'.repeat(64), previous: 'b'.repeat(64) }), registry),
    'ROLLOUT_INVALID',
  ],
  [
    'has an unknown property',
    () => signRollout({ ...rollout(), more: 1 } as Rollout, registry),
    'ROLLOUT_INVALID',
  ],
  [
    'is not JSON',
    () =>
      new CompactSign(Buffer.from('no JSON'))
        .setProtectedHeader({ alg: 'EdDSA', kid: registry.kid, typ: rolloutType })
        .sign(registry.key),
    'ROLLOUT_INVALID',
  ],
  ['is older than the one in force', () => signRollout(rollout({ sequence: 6 }), registry), 'ROLLOUT_OLD'],
])('refuses a rollout that %s', async (_, token, code) => {
  expect(await codeOf(verifyRollout(await token(), { keys, notBefore: 7 }))).toBe(code);
});

it('the canary is stable, near its share, and only grows with it', () => {
  const gateways = Array.from({ length: 10_000 }, (_, index) => `gateway-${index}`);
  const version = 'c'.repeat(64);
  const canary = (percent: number) => gateways.filter((gateway) => isInCanary(version, gateway, percent));
  expect(canary(10)).toEqual(canary(10));
  // Five standard deviations of a binomial distribution.
  expect(Math.abs(canary(10).length - 1_000)).toBeLessThan(150);
  const half = new Set(canary(50));
  expect(canary(10).every((gateway) => half.has(gateway))).toBe(true);
  expect(canary(100)).toEqual(gateways);
  const other = gateways.filter((gateway) => isInCanary('d'.repeat(64), gateway, 10));
  expect(other).not.toEqual(canary(10));
});
