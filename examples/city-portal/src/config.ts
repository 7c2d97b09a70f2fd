import type { PaymentProviderName } from './civic/graphql.ts';

/** Settings of the portal, from the environment. */
export interface Config {
  readonly port: number;
  /** Address that the server listens on. */
  readonly host: string;
  /** Origin at which citizens reach the portal. */
  readonly origin: string;
  /** GraphQL endpoint of the gateway. */
  readonly gateway: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Keys that verify receipts. */
  readonly receiptKeys: string;
  /** Ways to pay, the preferred one first. */
  readonly providers: readonly PaymentProviderName[];
  /** Stop of the start page, until the citizen chooses another. */
  readonly stop: string;
  /** Code of the region whose districts are offered (GB/T 2260). */
  readonly city: string;
  readonly timeZone: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const known: readonly PaymentProviderName[] = ['ALIPAY', 'WECHAT_PAY', 'TEST'];

/** @throws Error with one line that names the variable */
export function readConfig(env: Environment): Config {
  const port = Number(env.PORT || '8701');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('PORT: must be 1 to 65535');
  const providers = (env.PAYMENT_PROVIDERS || 'TEST').split(',').map((name) => {
    const found = known.find((each) => each === name.trim());
    if (found === undefined) throw new Error(`PAYMENT_PROVIDERS: must be of ${known.join(', ')}`);
    return found;
  });
  return Object.freeze({
    port,
    host: env.HOST || '127.0.0.1',
    origin: new URL(webUrl(env, 'PORTAL_URL', `http://127.0.0.1:${port}`)).origin,
    gateway: webUrl(env, 'GATEWAY_URL', 'http://127.0.0.1:4000/graphql'),
    issuer: webUrl(env, 'ISSUER_URL', 'http://127.0.0.1:4001'),
    clientId: env.CLIENT_ID || 'wechat-city',
    clientSecret: required(env, 'CLIENT_SECRET'),
    receiptKeys: webUrl(env, 'RECEIPT_KEYS_URL', 'http://127.0.0.1:4003/receipts/jwks.json'),
    providers,
    stop: env.HOME_STOP || 'HZ:wulin',
    city: env.HOME_CITY || '330100',
    timeZone: env.TIME_ZONE || 'Asia/Shanghai',
  });
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name}: is required; the README says where to get it`);
  return value;
}

function webUrl(env: Environment, name: string, fallback: string): string {
  const value = env[name] || fallback;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
    throw new Error(`${name}: must be an http or https URL`);
  return value;
}
