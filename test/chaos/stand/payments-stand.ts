import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { freePort } from '@civic-graph/demo/database-server';
import { testSecrets } from '@civic-graph/testing';
import { startAlipay } from '../../simulators/alipay/simulator.ts';
import { createIdentity } from '../../simulators/wechat-pay/certificate.ts';
import { startWeChatPay } from '../../simulators/wechat-pay/simulator.ts';
import type { DurableDatabase } from './durable-database.ts';

/**
 * A durable database, both simulated providers, and the environment of payments.
 *
 * @param open starts the database
 */
export async function openPaymentsStand<Opened extends Pick<DurableDatabase, 'url' | 'close'>>(
  seed: number,
  open: () => Promise<Opened>,
) {
  const database = await open();
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const merchant = createIdentity('Province treasury');
  const [appId, sellerId] = ['2021000000000001', '2088000000000001'];
  const [wechatAppId, merchantId] = ['wx0000000000000001', '1900000001'];
  const apiV3Key = randomBytes(16).toString('hex');
  const retryMilliseconds = 500;
  const alipay = await startAlipay({
    appId,
    sellerId,
    appPublicKey: keys.publicKey,
    seed,
    retryMilliseconds,
  });
  const wechat = await startWeChatPay({
    appId: wechatAppId,
    merchantId,
    certificate: merchant.certificatePem,
    apiV3Key,
    seed: seed + 1,
    retryMilliseconds,
  });
  const port = await freePort();
  const env = {
    DATABASE_URL_PAYMENTS: database.url,
    SUBGRAPH_SECRET: testSecrets.subgraph,
    ADDRESSEE_SECRET: testSecrets.addressee,
    DEPLOYMENT: 'demo',
    PORT: String(port),
    LOG_LEVEL: 'error',
    PAYMENT_PROVIDERS: 'alipay,wechat-pay',
    PAYMENT_INQUIRY_SECONDS: '0.5',
    ALIPAY_APP_ID: appId,
    ALIPAY_SELLER_ID: sellerId,
    ALIPAY_PRIVATE_KEY: keys.privateKey,
    ALIPAY_PUBLIC_KEY: alipay.publicKey,
    ALIPAY_GATEWAY: alipay.gateway,
    WECHAT_PAY_APP_ID: wechatAppId,
    WECHAT_PAY_MERCHANT_ID: merchantId,
    WECHAT_PAY_CERTIFICATE: merchant.certificatePem,
    WECHAT_PAY_PRIVATE_KEY: merchant.privateKeyPem,
    WECHAT_PAY_API_V3_KEY: apiV3Key,
    WECHAT_PAY_ENDPOINT: wechat.endpoint,
  };
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    database,
    env,
    providers: { ALIPAY: alipay, WECHAT_PAY: wechat },
    async close() {
      await Promise.all([alipay.stop(), wechat.stop()]);
      await database.close();
    },
  };
}

export type PaymentsStand<Opened extends Pick<DurableDatabase, 'url' | 'close'>> = Awaited<
  ReturnType<typeof openPaymentsStand<Opened>>
>;
