import { generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet } from 'jose';
import { expect, it } from 'vitest';
import { type PublishedContract, signRollout, supergraphVersion } from '../index.ts';
import { rolloutSource } from './rollout-source.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const kid = 'registry';
const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA' };

function rolloutWith(contract: PublishedContract): Promise<string> {
  const supergraph = {
    sdl: '# 1',
    releases: [{ subgraph: 'people', version: 'a'.repeat(64) }],
    manifests: [],
  };
  const version = supergraphVersion(supergraph);
  return signRollout(
    {
      ...{ sequence: 7, version, assigned: version, supergraph, canaryPercent: 100, previous: null },
      ...{ startedAt: '2026-11-27T08:00:00Z', contracts: [contract] },
    },
    { key: privateKey, kid },
  );
}

it('pulls a rollout again while the registry computes one of its contracts', async () => {
  const complete = { name: 'open', schema: 'type Query { a: Int }' };
  const tokens = [
    await rolloutWith({ name: 'open', schema: null, isPending: true }),
    await rolloutWith(complete),
  ];
  const asked: (string | null)[] = [];
  const source = rolloutSource({
    pull({ known }) {
      asked.push(known);
      const token = tokens.shift();
      return token === undefined ? new Promise(() => {}) : Promise.resolve({ token, etag: '"7"' });
    },
    keys: createLocalJWKSet({ keys: [jwk] }),
    file: { read: async () => null, write: async () => {} },
    report: () => {},
  });
  await source.read();
  const stop = source.watch(() => {});
  await expect.poll(() => asked).toEqual([null, null, '"7"']);
  await source.read();
  expect(source.contracts()).toEqual([complete]);
  stop();
});
