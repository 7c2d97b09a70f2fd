export interface WeChatPayConfig {
  readonly appId: string;
  readonly merchantId: string;
  /** Our certificate, PEM; its serial number tells WeChat Pay which key we sign with. */
  readonly certificate: string;
  /** Our key, PEM. */
  readonly privateKey: string;
  /** 32 characters; seals notifications and the platform's certificates (AES-256-GCM). */
  readonly apiV3Key: string;
  readonly endpoint: string;
}

export interface WeChatPayOptions {
  readonly config: WeChatPayConfig;
  /** Where WeChat Pay delivers notifications. */
  readonly notifyUrl: string;
  readonly clock: () => Date;
  readonly fetch: typeof fetch;
  readonly timeoutMilliseconds?: number;
}
