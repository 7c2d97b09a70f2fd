import { randomBytes } from 'node:crypto';
import type { Db } from './database/database.ts';
import type { PaymentProvider, PaymentProviders } from './provider/provider.ts';
import { createTestProvider, type TestProvider } from './provider/sandbox/sandbox-provider.ts';
import type { ProviderConfig } from './provider-config.ts';
import type { ProviderName } from './provider-name.ts';

export interface ProviderSurroundings {
  readonly db: Db;
  readonly deployment: 'demo' | 'production';
  /** Public base URL of this service. */
  readonly publicUrl: string;
  readonly clock: () => Date;
  readonly fetch: typeof fetch;
  /** Shared by both sides of the test provider; base64. */
  readonly testProviderSecret?: string;
}

/** Creates the configured adapters, and loads only their libraries. */
export async function createProviders(
  config: ProviderConfig,
  { testProviderSecret, ...surroundings }: ProviderSurroundings,
): Promise<{ readonly providers: PaymentProviders; readonly testProvider: TestProvider | null }> {
  const { publicUrl, clock, fetch } = surroundings;
  const secret = testProviderSecret ?? randomBytes(32).toString('base64');
  const testProvider = config.test ? await createTestProvider({ ...surroundings, secret }) : null;
  const options = (name: ProviderName) => ({
    notifyUrl: new URL(`/provider/${name}/notifications`, publicUrl).href,
    clock,
    fetch,
  });
  const all: PaymentProvider[] = [];
  if (config.alipay !== null) {
    const { createAlipayProvider } = await import('./provider/alipay/alipay-provider.ts');
    all.push(createAlipayProvider({ config: config.alipay, ...options('alipay') }));
  }
  if (config.wechatPay !== null) {
    const { createWeChatPayProvider } = await import('./provider/wechat-pay/wechat-pay-provider.ts');
    all.push(createWeChatPayProvider({ config: config.wechatPay, ...options('wechat-pay') }));
  }
  if (testProvider !== null) all.push(testProvider);
  return { providers: new Map(all.map((provider) => [provider.name, provider])), testProvider };
}
