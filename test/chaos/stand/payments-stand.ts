import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Cluster, startCluster } from '@civic-graph/database-server';
import { testSecrets } from '@civic-graph/testing';
import { startAlipay } from '../../simulators/alipay/simulator.ts';
import { createIdentity } from '../../simulators/wechat-pay/certificate.ts';
import { startWeChatPay } from '../../simulators/wechat-pay/simulator.ts';
import { openProxy } from './database-proxy.ts';

/** A durable database behind one address, both simulated providers, and the environment that payments runs in. */
export async function openPaymentsStand(seed: number) {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-chaos-'));
  await chmod(folder, 0o711);
  const options = {
    folder: join(folder, 'cluster'),
    password: randomBytes(16).toString('hex'),
    durable: true,
  };
  let cluster: Cluster = await startCluster(options);
  const proxy = await openProxy();
  proxy.target = Number(new URL(cluster.url).port);
  const databaseUrl = `postgresql://postgres:${options.password}@127.0.0.1:${proxy.port}/postgres`;

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
    DATABASE_URL_PAYMENTS: databaseUrl,
    SUBGRAPH_SECRET: testSecrets.subgraph,
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
    databaseUrl,
    env,
    providers: { ALIPAY: alipay, WECHAT_PAY: wechat },
    /** PostgreSQL's immediate shutdown, which is a crash to it: no checkpoint, recovery at the start. */
    async crashDatabase() {
      const pid = await readFile(join(options.folder, 'data', 'postmaster.pid'), 'utf8');
      process.kill(Number(pid.split('\n')[0]), 'SIGQUIT');
      await cluster.exited;
      await wait(100);
      cluster = await startCluster(options);
      proxy.target = Number(new URL(cluster.url).port);
    },
    async close() {
      await Promise.all([alipay.stop(), wechat.stop()]);
      proxy.close();
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
