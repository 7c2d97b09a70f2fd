export const providerNames = ['alipay', 'wechat-pay', 'test'] as const;

/** A payment provider that collects revenue for the treasury. */
export type ProviderName = (typeof providerNames)[number];
