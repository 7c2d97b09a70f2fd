import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createIdentity } from '../../simulators/wechat-pay/certificate.ts';

const bytes = Buffer.alloc(32, 7).toString('base64url');
const { privateKey } = generateKeyPairSync('ed25519');
const jwk = JSON.stringify(privateKey.export({ format: 'jwk' }));
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const merchant = createIdentity('Province treasury');
const merchantKey = merchant.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A value for each key of a Secret that the chart refers to. */
export const secretValues: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['IDENTITY', 'TRANSPORT', 'PAYMENTS', 'STATISTICS', 'PLATFORM', 'PUBLIC_WORKS'].map(
        (name) => `SUBGRAPH_SECRET_${name}`,
      ),
      ...['CITIZEN_KEY_SECRET', 'PAIRWISE_SALT', 'COOKIE_KEYS', 'ADDRESSEE_SECRET', 'DISCLOSURE_KEY'],
      ...['REGISTRY_SEAL_KEY', 'WEBHOOK_SIGNING_KEY'],
    ].map((name) => [name, bytes]),
  ),
  ...Object.fromEntries(
    ['IDENTITY', 'PAYMENTS', 'REGISTRY'].map((name) => [
      `DATABASE_URL_${name}`,
      'postgresql://service:password@database:5432/civic',
    ]),
  ),
  AUDIT_NATS_URL: 'nats://user:password@nats:4222',
  REDIS_URL: 'redis://:password@redis:6379',
  CLICKHOUSE_URL_STATISTICS: 'https://user:password@clickhouse:8443/statistics',
  CLICKHOUSE_URL_REGISTRY: 'https://user:password@clickhouse:8443/registry',
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer token',
  RECEIPT_SIGNING_KEY: jwk,
  REGISTRY_SIGNING_KEY: jwk,
  AGENCY_RECEIPT_KEYS: `{"transport":${jwk}}`,
  AUDIT_SIGNING_KEY: pem,
  GATEWAY_SIGNING_KEY: pem,
  ALIPAY_PRIVATE_KEY: merchantKey,
  ALIPAY_PUBLIC_KEY: createPublicKey(merchantKey).export({ type: 'spki', format: 'pem' }).toString(),
  WECHAT_PAY_CERTIFICATE: merchant.certificatePem,
  WECHAT_PAY_PRIVATE_KEY: merchantKey,
  WECHAT_PAY_API_V3_KEY: '0'.repeat(32),
};
