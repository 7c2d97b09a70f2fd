import { createDatabase } from '@civic-graph/subgraph-kit';
import { testSecrets } from '@civic-graph/testing';
import { exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import type { PaymentsTables } from './database.ts';
import { createTestProvider } from './provider/test/test-provider.ts';

const database = 'postgresql://payments@127.0.0.1:1/payments';
const base = { DATABASE_URL_PAYMENTS: database, SUBGRAPH_SECRET: testSecrets.subgraph, PORT: '4003' };
const demo = { ...base, DEPLOYMENT: 'demo' };

async function signingKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return JSON.stringify(await exportJWK(privateKey));
}

describe('configuration', () => {
  it('has the test provider in a demo, and none in production', async () => {
    expect(readConfig(demo)).toMatchObject({ providers: ['test'], publicUrl: 'http://127.0.0.1:4003' });
    const production = { ...base, RECEIPT_SIGNING_KEY: await signingKey() };
    expect(readConfig(production)).toMatchObject({ deployment: 'production', providers: [] });
  });

  it.each([
    ['RECEIPT_SIGNING_KEY', base],
    ['RECEIPT_SIGNING_KEY', { ...base, RECEIPT_SIGNING_KEY: '{"kty":"RSA"}' }],
    ['PAYMENT_PROVIDERS', { ...demo, PAYMENT_PROVIDERS: 'test,bank' }],
    ['DATABASE_URL_PAYMENTS', { ...demo, DATABASE_URL_PAYMENTS: 'mysql://localhost' }],
    ['PAYMENTS_PUBLIC_URL', { ...demo, PAYMENTS_PUBLIC_URL: 'javascript:alert(1)' }],
    ['SUBGRAPH_SECRET', { ...demo, SUBGRAPH_SECRET: 'short' }],
  ])('stops the start with a line that names %s', (name, env) => {
    expect(() => readConfig(env)).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION_INVALID',
        message: expect.stringMatching(`^${name}: [^\n]+$`),
      }),
    );
  });

  it('does not repeat a bad key in its message', () => {
    const key = { kty: 'OKP', crv: 'Ed25519', x: 7, d: 'private-part' };
    expect(() => readConfig({ ...base, RECEIPT_SIGNING_KEY: JSON.stringify(key) })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('private-part') }),
    );
  });

  it('refuses the test provider in production before it touches the database', async () => {
    const db = createDatabase<PaymentsTables>(database);
    const options = {
      db,
      publicUrl: 'http://payments.test',
      secret: 'c2VjcmV0',
      clock: () => new Date(),
      fetch,
    };
    await expect(createTestProvider({ ...options, deployment: 'production' })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
    });
    await db.destroy();
  });
});
