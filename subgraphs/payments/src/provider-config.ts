import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigurationError } from '@civic-graph/service';
import { z } from 'zod';
import type { AlipayConfig } from './provider/alipay/alipay-provider.ts';
import type { WeChatPayConfig } from './provider/wechat-pay/options.ts';
import { type ProviderName, providerNames } from './provider-name.ts';

/** Settings of each provider; null if it is not configured. */
export interface ProviderConfig {
  readonly test: boolean;
  readonly alipay: AlipayConfig | null;
  readonly wechatPay: WeChatPayConfig | null;
}

const address = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
const text = z.string().optional();

/** Each key also as `…_FILE`, the path of a file that contains it. */
export const providerVariables = {
  PAYMENT_PROVIDERS: text.meta({
    description: 'Providers, separated by commas: `alipay`, `wechat-pay`, `test`.',
    defaultText: '`test` in a demo, else none',
  }),
  ALIPAY_APP_ID: text.describe('App id on Alipay’s open platform.'),
  ALIPAY_SELLER_ID: text.describe('Seller id on Alipay’s open platform.'),
  ALIPAY_PRIVATE_KEY: text.describe('RSA key of the merchant, in PEM.'),
  ALIPAY_PRIVATE_KEY_FILE: text.describe('File with `ALIPAY_PRIVATE_KEY`.'),
  ALIPAY_PUBLIC_KEY: text.describe('RSA key of Alipay, in PEM.'),
  ALIPAY_PUBLIC_KEY_FILE: text.describe('File with `ALIPAY_PUBLIC_KEY`.'),
  ALIPAY_GATEWAY: address
    .default('https://openapi.alipay.com/gateway.do')
    .describe('Address of Alipay; https in production.'),
  WECHAT_PAY_APP_ID: text.describe('App id on the merchant platform of WeChat Pay.'),
  WECHAT_PAY_MERCHANT_ID: text.describe('Merchant id on the merchant platform.'),
  WECHAT_PAY_CERTIFICATE: text.describe('Certificate of the merchant, in PEM.'),
  WECHAT_PAY_CERTIFICATE_FILE: text.describe('File with `WECHAT_PAY_CERTIFICATE`.'),
  WECHAT_PAY_PRIVATE_KEY: text.describe('RSA key of the merchant, in PEM.'),
  WECHAT_PAY_PRIVATE_KEY_FILE: text.describe('File with `WECHAT_PAY_PRIVATE_KEY`.'),
  WECHAT_PAY_API_V3_KEY: text.describe('API v3 key as set on the merchant platform, 32 characters.'),
  WECHAT_PAY_API_V3_KEY_FILE: text.describe('File with `WECHAT_PAY_API_V3_KEY`.'),
  WECHAT_PAY_ENDPOINT: address
    .default('https://api.mch.weixin.qq.com')
    .describe('Address of WeChat Pay; https in production.'),
};

type Environment = z.infer<z.ZodObject<typeof providerVariables>>;
/** Variables that may be given as a file. */
type KeyVariable = Extract<keyof Environment, `${string}_FILE`> extends `${infer Name}_FILE` ? Name : never;

/** @throws ConfigurationError with one line that names the variable and never quotes a key */
export function readProviderConfig(env: Environment, deployment: 'demo' | 'production'): ProviderConfig {
  const names = readNames(env.PAYMENT_PROVIDERS ?? (deployment === 'demo' ? 'test' : ''));
  if (names.has('test') && deployment !== 'demo') {
    throw new ConfigurationError(
      'PAYMENT_PROVIDERS: "test" needs DEPLOYMENT=demo; it settles notices without money',
    );
  }
  const config = {
    test: names.has('test'),
    alipay: names.has('alipay') ? readAlipay(env) : null,
    wechatPay: names.has('wechat-pay') ? readWeChatPay(env) : null,
  };
  if (deployment === 'production') {
    if (config.alipay) requireTls('ALIPAY_GATEWAY', config.alipay.gateway);
    if (config.wechatPay) requireTls('WECHAT_PAY_ENDPOINT', config.wechatPay.endpoint);
  }
  return Object.freeze(config);
}

function readAlipay(env: Environment): AlipayConfig {
  return {
    appId: required(env, 'ALIPAY_APP_ID'),
    sellerId: required(env, 'ALIPAY_SELLER_ID'),
    privateKey: parseKey('ALIPAY_PRIVATE_KEY', key(env, 'ALIPAY_PRIVATE_KEY'), 'private'),
    publicKey: parseKey('ALIPAY_PUBLIC_KEY', key(env, 'ALIPAY_PUBLIC_KEY'), 'public'),
    gateway: env.ALIPAY_GATEWAY,
  };
}

function readWeChatPay(env: Environment): WeChatPayConfig {
  const apiV3Key = key(env, 'WECHAT_PAY_API_V3_KEY').trim();
  if (Buffer.byteLength(apiV3Key) !== 32) {
    throw new ConfigurationError(
      'WECHAT_PAY_API_V3_KEY: must be 32 characters, as set on the merchant platform',
    );
  }
  return {
    appId: required(env, 'WECHAT_PAY_APP_ID'),
    merchantId: required(env, 'WECHAT_PAY_MERCHANT_ID'),
    certificate: parseCertificate('WECHAT_PAY_CERTIFICATE', key(env, 'WECHAT_PAY_CERTIFICATE')),
    privateKey: parseKey('WECHAT_PAY_PRIVATE_KEY', key(env, 'WECHAT_PAY_PRIVATE_KEY'), 'private'),
    apiV3Key,
    endpoint: env.WECHAT_PAY_ENDPOINT,
  };
}

function readNames(list: string): ReadonlySet<ProviderName> {
  const names = list.split(',').flatMap((name) => name.trim() || []);
  return new Set(
    names.map((name) => {
      const known = providerNames.find((provider) => provider === name);
      if (known === undefined) {
        throw new ConfigurationError(
          `PAYMENT_PROVIDERS: "${name}" is not known; known are ${providerNames.join(', ')}`,
        );
      }
      return known;
    }),
  );
}

function required(env: Environment, name: keyof Environment): string {
  const value = env[name];
  if (value === undefined) throw new ConfigurationError(`${name}: is required by PAYMENT_PROVIDERS`);
  return value;
}

function key(env: Environment, name: KeyVariable): string {
  const file = env[`${name}_FILE`];
  if (file === undefined) return required(env, name);
  if (env[name] !== undefined)
    throw new ConfigurationError(`${name}: is set twice; unset it or ${name}_FILE`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigurationError(`${name}_FILE: the file cannot be read`);
  }
}

function parseKey(name: string, pem: string, half: 'private' | 'public'): string {
  try {
    // In an environment file a PEM is often one line with \n written out.
    const bytes = pem.replaceAll('\\n', '\n');
    const parsed = half === 'private' ? createPrivateKey(bytes) : createPublicKey(bytes);
    if (parsed.asymmetricKeyType === 'rsa') {
      return String(parsed.export({ type: half === 'private' ? 'pkcs8' : 'spki', format: 'pem' })).trim();
    }
  } catch {
    // Omits OpenSSL's message, which may quote the key.
  }
  throw new ConfigurationError(`${name}: must be a ${half} RSA key in PEM`);
}

function parseCertificate(name: string, pem: string): string {
  try {
    return new X509Certificate(pem.replaceAll('\\n', '\n')).toString();
  } catch {
    throw new ConfigurationError(`${name}: must be a certificate in PEM`);
  }
}

function requireTls(name: string, url: string): void {
  if (!url.startsWith('https:')) throw new ConfigurationError(`${name}: must be https in production`);
}
