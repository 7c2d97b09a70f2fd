import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import type PayClass from 'wechatpay-node-v3';
import { ProviderUnavailable } from '../provider.ts';
import { createHttp } from './http.ts';
import type { WeChatPayOptions } from './options.ts';

// CommonJS with `exports.default`-less types: what `import` gives differs between Node and bundlers, this
// does not.
const Pay = createRequire(import.meta.url)('wechatpay-node-v3') as typeof PayClass;

/** How often an unknown serial number may make us ask for the platform's certificates. */
const refreshMilliseconds = 60_000;
/** The same where they could not be had. */
const againMilliseconds = 1_000;

interface Signed {
  readonly timestamp: string;
  readonly nonce: string;
  readonly serial: string;
  readonly signature: string;
  readonly body: string;
}

/**
 * The library, with its HTTP in our hands: another host for tests, a deadline, and every answer's signature
 * checked.
 */
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
   * Whether the platform has signed it. A serial number that nobody knows is asked for once a minute at most:
   * whoever sends forged notifications must not make us call WeChat Pay for each.
   */
  async isGenuine({ timestamp, nonce, body, serial, signature }: Signed): Promise<boolean> {
    // Whoever comes while they are being asked for waits with the first: his serial number may be among them.
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
      throw new ProviderUnavailable('the platform’s certificates could not be had', { cause });
    }
  }
}

export function createWeChatPay(options: WeChatPayOptions): WeChatPay {
  return new WeChatPay(options);
}
