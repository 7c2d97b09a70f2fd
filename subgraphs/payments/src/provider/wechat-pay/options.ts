export interface WeChatPayConfig {
  readonly appId: string;
  readonly merchantId: string;
  /** Our certificate, PEM; its serial number identifies our key. */
  readonly certificate: string;
  /** Our key, PEM. */
  readonly privateKey: string;
  /** 32 characters; encrypts notifications and the platform's certificates (AES-256-GCM). */
  readonly apiV3Key: string;
  readonly endpoint: string;
}

export interface WeChatPayOptions {
  readonly config: WeChatPayConfig;
  /** URL for WeChat Pay's notifications. */
  readonly notifyUrl: string;
  readonly clock: () => Date;
  readonly fetch: typeof fetch;
  readonly timeoutMilliseconds?: number;
}
