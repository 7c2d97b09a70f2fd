import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import type PayClass from 'wechatpay-node-v3';
import { ProviderUnavailable } from '../provider.ts';
import { createHttp } from './http.ts';
import type { WeChatPayOptions } from './options.ts';

// Works around CommonJS types: `import` differs between Node and bundlers, `require` does not.
const Pay = createRequire(import.meta.url)('wechatpay-node-v3') as typeof PayClass;

/** Minimum interval of certificate fetches for unknown serial numbers. */
const refreshMilliseconds = 60_000;
/** The interval after a failed fetch. */
const againMilliseconds = 1_000;

interface Signed {
  readonly timestamp: string;
  readonly nonce: string;
  readonly serial: string;
  readonly signature: string;
  readonly body: string;
}

/** The library with our HTTP: configurable host, deadline, and verification of every answer. */
export class WeChatPay extends Pay {
  readonly #apiV3Key: string;
  readonly #platformKeys = new Map<string, KeyObject>();
  #nextRefresh = 0;
  #refreshing: Promise<void> | null = null;

  constructor(options: WeChatPayOptions) {
    const { appId, merchantId, certificate, privateKey, apiV3Key } = options.config;
    super({
      appid: appId,
      mchid: merchantId,
      publicKey: Buffer.from(certificate),
      privateKey: Buffer.from(privateKey),
      key: apiV3Key,
      userAgent: 'civic-graph',
    });
    this.#apiV3Key = apiV3Key;
    this.createHttp(createHttp(options, (signed) => this.isGenuine(signed)));
  }

  /**
   * Whether the platform signed it. An unknown serial number triggers at most one fetch a minute, so forged
   * notifications cannot cause a call each.
   */
  async isGenuine({ timestamp, nonce, body, serial, signature }: Signed): Promise<boolean> {
    // Concurrent callers share one fetch, which may return their serial number.
    if (!this.#platformKeys.has(serial) && (this.#refreshing !== null || Date.now() >= this.#nextRefresh)) {
      this.#refreshing ??= this.#refresh().finally(() => {
        this.#refreshing = null;
      });
      await this.#refreshing;
    }
    const key = this.#platformKeys.get(serial);
    if (key === undefined) return false;
    const message = `${timestamp}\n${nonce}\n${body}\n`;
    return verify('RSA-SHA256', Buffer.from(message), key, Buffer.from(signature, 'base64'));
  }

  async #refresh(): Promise<void> {
    this.#nextRefresh = Date.now() + refreshMilliseconds;
    try {
      for (const { serial_no, publicKey } of await this.get_certificates(this.#apiV3Key)) {
        if (publicKey !== undefined) this.#platformKeys.set(serial_no, createPublicKey(publicKey));
      }
    } catch (cause) {
      this.#nextRefresh = Date.now() + againMilliseconds;
      throw new ProviderUnavailable('failed to fetch the platform’s certificates', { cause });
    }
  }
}

export function createWeChatPay(options: WeChatPayOptions): WeChatPay {
  return new WeChatPay(options);
}
