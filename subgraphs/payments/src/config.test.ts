import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '@civic-graph/subgraph-kit';
import { testSecrets } from '@civic-graph/testing';
import { exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { createIdentity } from '../../../test/simulators/wechat-pay/certificate.ts';
import { readConfig } from './config.ts';
import type { PaymentsTables } from './database/tables.ts';
import { createTestProvider } from './provider/sandbox/sandbox-provider.ts';

const database = 'postgresql://payments@127.0.0.1:1/payments';
const base = {
  DATABASE_URL_PAYMENTS: database,
  SUBGRAPH_SECRET: testSecrets.subgraph,
  ADDRESSEE_SECRET: testSecrets.addressee,
  PORT: '4003',
};
const demo = { ...base, DEPLOYMENT: 'demo' };

const rsa = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const live = {
  ...base,
  PAYMENT_PROVIDERS: 'alipay, wechat-pay',
  ALIPAY_APP_ID: '2021000000000001',
  ALIPAY_SELLER_ID: '2088000000000001',
  ALIPAY_PRIVATE_KEY: rsa.privateKey,
  ALIPAY_PUBLIC_KEY: rsa.publicKey,
  WECHAT_PAY_APP_ID: 'wx0000000000000001',
  WECHAT_PAY_MERCHANT_ID: '1900000001',
  WECHAT_PAY_CERTIFICATE: createIdentity('Province treasury').certificatePem,
  WECHAT_PAY_PRIVATE_KEY: rsa.privateKey,
  WECHAT_PAY_API_V3_KEY: 'k'.repeat(32),
};

async function signingKeys() {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const key = JSON.stringify(await exportJWK(privateKey));
  return { RECEIPT_SIGNING_KEY: key, AGENCY_RECEIPT_KEYS: `{"transport":${key}}` };
}

describe('configuration', () => {
  it('enables the test provider in a demo, and none in production', async () => {
    expect(readConfig(demo)).toMatchObject({ providers: { test: true }, publicUrl: 'http://127.0.0.1:4003' });
    const production = { ...base, ...(await signingKeys()) };
    expect(readConfig(production)).toMatchObject({
      deployment: 'production',
      providers: { test: false, alipay: null, wechatPay: null },
    });
  });

  it.each([
    ['RECEIPT_SIGNING_KEY', base],
    ['RECEIPT_SIGNING_KEY', { ...base, RECEIPT_SIGNING_KEY: '{"kty":"RSA"}', AGENCY_RECEIPT_KEYS: '{}' }],
    ['AGENCY_RECEIPT_KEYS', { ...base, RECEIPT_SIGNING_KEY: '{"kty":"RSA"}' }],
    ['AGENCY_RECEIPT_KEYS', { ...demo, AGENCY_RECEIPT_KEYS: '{}' }],
    ['PAYMENT_PROVIDERS', { ...demo, PAYMENT_PROVIDERS: 'test,bank' }],
    ['DATABASE_URL_PAYMENTS', { ...demo, DATABASE_URL_PAYMENTS: 'mysql://localhost' }],
    ['PAYMENTS_PUBLIC_URL', { ...demo, PAYMENTS_PUBLIC_URL: 'javascript:alert(1)' }],
    ['SUBGRAPH_SECRET', { ...demo, SUBGRAPH_SECRET: 'short' }],
    ['ADDRESSEE_SECRET', { ...demo, ADDRESSEE_SECRET: '' }],
    ['ADDRESSEE_SECRET', { ...demo, ADDRESSEE_SECRET: 'short' }],
  ])('stops the start with a line that names %s', (name, env) => {
    expect(() => readConfig(env)).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION_INVALID',
        message: expect.stringMatching(`^${name}: [^\n]+$`),
      }),
    );
  });

  it('enables live providers by environment variables, with keys as PEM or in files', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'civic-graph-keys-')), 'key.pem');
    await writeFile(file, rsa.privateKey);
    const env = {
      ...live,
      ...(await signingKeys()),
      // One line, as in an environment file.
      ALIPAY_PUBLIC_KEY: rsa.publicKey.replaceAll('\n', '\\n'),
      WECHAT_PAY_PRIVATE_KEY: '',
      WECHAT_PAY_PRIVATE_KEY_FILE: file,
    };
    const { providers } = readConfig(env);
    expect(providers.alipay).toEqual({
      appId: '2021000000000001',
      sellerId: '2088000000000001',
      privateKey: rsa.privateKey.trim(),
      publicKey: rsa.publicKey.trim(),
      gateway: 'https://openapi.alipay.com/gateway.do',
    });
    expect(providers.wechatPay).toMatchObject({
      privateKey: rsa.privateKey.trim(),
      endpoint: 'https://api.mch.weixin.qq.com',
    });
    expect(providers.test).toBe(false);
  });

  it.each([
    ['PAYMENT_PROVIDERS', { PAYMENT_PROVIDERS: 'alipay,test' }],
    ['ALIPAY_APP_ID', { ALIPAY_APP_ID: '' }],
    ['ALIPAY_PRIVATE_KEY', { ALIPAY_PRIVATE_KEY: rsa.publicKey }],
    ['ALIPAY_PUBLIC_KEY', { ALIPAY_PUBLIC_KEY: 'MIIB' }],
    ['ALIPAY_PRIVATE_KEY', { ALIPAY_PRIVATE_KEY_FILE: '/dev/null' }],
    ['ALIPAY_PUBLIC_KEY_FILE', { ALIPAY_PUBLIC_KEY: '', ALIPAY_PUBLIC_KEY_FILE: '/nowhere' }],
    ['ALIPAY_GATEWAY', { ALIPAY_GATEWAY: 'http://127.0.0.1/gateway.do' }],
    ['WECHAT_PAY_MERCHANT_ID', { WECHAT_PAY_MERCHANT_ID: '' }],
    ['WECHAT_PAY_CERTIFICATE', { WECHAT_PAY_CERTIFICATE: rsa.publicKey }],
    ['WECHAT_PAY_API_V3_KEY', { WECHAT_PAY_API_V3_KEY: 'short' }],
    ['WECHAT_PAY_ENDPOINT', { WECHAT_PAY_ENDPOINT: 'http://127.0.0.1' }],
  ])('stops the start in production with a line that names %s', async (name, change) => {
    const env = { ...live, ...(await signingKeys()), ...change };
    expect(() => readConfig(env)).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION_INVALID',
        message: expect.stringMatching(`^${name}: [^\n]+$`),
      }),
    );
  });

  it('does not quote a bad key in its message', () => {
    const key = { kty: 'OKP', crv: 'Ed25519', x: 7, d: 'private-part' };
    const env = { ...base, RECEIPT_SIGNING_KEY: JSON.stringify(key), AGENCY_RECEIPT_KEYS: '{}' };
    expect(() => readConfig(env)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('private-part') }),
    );
  });

  it('rejects the test provider in production before it opens the database', async () => {
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
