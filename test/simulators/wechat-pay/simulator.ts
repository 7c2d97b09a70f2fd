import {
  createCipheriv,
  createHash,
  randomBytes,
  randomUUID,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto';
import { randomFractions } from '@civic-graph/testing';
import { type Faults, wellBehaved } from '../faults.ts';
import { Notifier } from '../notifier.ts';
import { beijing, closeIfExpired, fromBeijing, type Order, refundedMinor } from '../orders.ts';
import { type Answer, type Request, serve } from '../serve.ts';
import { createIdentity } from './certificate.ts';
import { statementText } from './statement-text.ts';

export interface WeChatPaySimulatorOptions {
  readonly appId: string;
  readonly merchantId: string;
  /** The merchant's certificate, PEM: requests that fail verification are refused as by WeChat Pay. */
  readonly certificate: string;
  readonly apiV3Key: string;
  readonly clock?: () => Date;
  readonly seed?: number;
  readonly retryMilliseconds?: number;
}

interface OrderRequest {
  readonly appid?: string;
  readonly mchid?: string;
  readonly description?: string;
  readonly out_trade_no?: string;
  readonly out_refund_no?: string;
  readonly notify_url?: string;
  readonly time_expire?: string;
  readonly amount?: { readonly total?: number; readonly refund?: number; readonly currency?: string };
}

interface Result {
  readonly status: number;
  readonly body: object;
}

const failure = (status: number, code: string): Result => ({ status, body: { code, message: code } });

/**
 * WeChat Pay, API v3: requests signed with the merchant's certificate, answers with the platform's,
 * notifications and certificates encrypted with AES-256-GCM, statements as CSV behind a signed URL.
 * https://pay.weixin.qq.com/doc/v3/merchant/4012365342
 */
export async function startWeChatPay(options: WeChatPaySimulatorOptions) {
  const { appId, merchantId, apiV3Key, clock = () => new Date(), seed = 1, retryMilliseconds = 50 } = options;
  const merchant = new X509Certificate(options.certificate);
  const platform = createIdentity('Tenpay.com');
  const faults: Faults = { ...wellBehaved };
  const random = randomFractions(seed);
  const orders = new Map<string, Order>();
  const calls: string[] = [];
  const notifier = new Notifier(faults, random, retryMilliseconds);
  const server = await serve(handle, faults, random);

  function signed(body: string, at = clock()): Record<string, string> {
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const nonce = randomBytes(16).toString('hex');
    const message = Buffer.from(`${timestamp}\n${nonce}\n${body}\n`);
    return {
      'content-type': 'application/json; charset=utf-8',
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': platform.serial,
      'wechatpay-signature': sign('RSA-SHA256', message, platform.privateKey).toString('base64'),
    };
  }

  function seal(text: string, associatedData: string): object {
    const nonce = randomBytes(6).toString('hex');
    const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce).setAAD(Buffer.from(associatedData));
    const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return {
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: bytes.toString('base64'),
      nonce,
      associated_data: associatedData,
    };
  }

  function handle(request: Request): Answer {
    calls.push(`${request.method} ${request.url.pathname}`);
    const isDownload = request.url.pathname === '/v3/billdownload/file';
    if (isDownload && isGenuine(request)) {
      const body = statementText(appId, merchantId, movements(request.url.searchParams.get('token') ?? ''));
      return { status: 200, headers: { 'content-type': 'text/plain' }, body };
    }
    const { status, body } = isGenuine(request) ? answer(request) : failure(401, 'SIGN_ERROR');
    const text = JSON.stringify(body);
    return { status, headers: signed(text), body: text };
  }

  function isGenuine({ method, url, headers, body }: Request): boolean {
    const authorization = headers.authorization ?? '';
    const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(authorization)?.[1] ?? '';
    if (!authorization.startsWith('WECHATPAY2-SHA256-RSA2048 ') || part('mchid') !== merchantId) return false;
    if (part('serial_no').toUpperCase() !== merchant.serialNumber.toUpperCase()) return false;
    if (Math.abs(Date.now() / 1000 - Number(part('timestamp'))) > 300) return false;
    const message = `${method}\n${url.pathname}${url.search}\n${part('timestamp')}\n${part('nonce_str')}\n${body}\n`;
    const signature = Buffer.from(part('signature'), 'base64');
    return verify('RSA-SHA256', Buffer.from(message), merchant.publicKey, signature);
  }

  function answer({ method, url, body }: Request): Result {
    const path = `${method} ${url.pathname}`;
    // Certificate responses are always signed, so that a refused client can verify the refusal.
    if (path === 'GET /v3/certificates') return { status: 200, body: { data: [certificate()] } };
    if (faults.refuse !== null) return failure(faults.refuse.status, faults.refuse.code);
    const content = (body === '' ? {} : JSON.parse(body)) as OrderRequest;
    const query = /^GET \/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/.exec(path);
    if (query !== null) {
      const order = orders.get(query[1] ?? '');
      if (order === undefined) return failure(404, 'ORDER_NOT_EXIST');
      closeIfExpired(order, clock());
      return { status: 200, body: transaction(order) };
    }
    switch (path) {
      case 'POST /v3/pay/transactions/native':
        return open(content);
      case 'POST /v3/refund/domestic/refunds':
        return refund(content);
      case 'GET /v3/bill/tradebill':
        return bill(url.searchParams.get('bill_date') ?? '');
      default:
        return failure(404, 'NOT_FOUND');
    }
  }

  function certificate(): object {
    return {
      serial_no: platform.serial,
      effective_time: '2026-01-01T00:00:00+08:00',
      expire_time: '2126-01-01T00:00:00+08:00',
      encrypt_certificate: seal(platform.certificatePem, 'certificate'),
    };
  }

  function open(content: OrderRequest): Result {
    const number = content.out_trade_no ?? '';
    const amountMinor = content.amount?.total ?? 0;
    if (content.appid !== appId || content.mchid !== merchantId) return failure(400, 'APPID_MCHID_NOT_MATCH');
    if (!/^[\w*-]{6,32}$/.test(number) || !Number.isInteger(amountMinor) || amountMinor < 1) {
      return failure(400, 'PARAM_ERROR');
    }
    const existing = orders.get(number);
    if (existing?.state === 'paid') return failure(400, 'ORDERPAID');
    if (existing?.state === 'closed') return failure(400, 'ORDER_CLOSED');
    if (existing !== undefined && existing.amountMinor !== amountMinor)
      return failure(400, 'OUT_TRADE_NO_USED');
    if (existing === undefined) {
      orders.set(number, {
        number,
        amountMinor,
        subject: content.description ?? '',
        notifyUrl: content.notify_url ?? '',
        expiresAt: fromBeijing(content.time_expire ?? ''),
        transaction: `42000${String(orders.size + 1).padStart(23, '0')}`,
        state: 'waiting',
        paidAt: null,
        refunds: new Map(),
      });
    }
    return { status: 200, body: { code_url: `weixin://wxpay/bizpayurl?pr=${number.slice(0, 12)}` } };
  }

  function refund(content: OrderRequest): Result {
    const order = orders.get(content.out_trade_no ?? '');
    const number = content.out_refund_no ?? '';
    const amountMinor = content.amount?.refund ?? 0;
    if (order === undefined) return failure(404, 'RESOURCE_NOT_EXISTS');
    const done = order.refunds.get(number);
    if (done === undefined) {
      const tooMuch = refundedMinor(order) + amountMinor > order.amountMinor;
      if (
        order.state !== 'paid' ||
        content.amount?.total !== order.amountMinor ||
        tooMuch ||
        amountMinor < 1
      ) {
        return failure(400, 'INVALID_REQUEST');
      }
      order.refunds.set(number, {
        number,
        transaction: `50${number}`.slice(0, 28),
        amountMinor,
        at: clock(),
      });
    } else if (done.amountMinor !== amountMinor) {
      return failure(400, 'PARAM_ERROR');
    }
    return {
      status: 200,
      body: {
        refund_id: `50${number}`.slice(0, 28),
        out_refund_no: number,
        out_trade_no: order.number,
        // The refund is in progress at the first query, and complete at the next.
        status: done === undefined ? 'PROCESSING' : 'SUCCESS',
        amount: { total: order.amountMinor, refund: amountMinor, currency: 'CNY' },
      },
    };
  }

  function bill(date: string): Result {
    const lines = movements(date);
    if (lines.length === 0) return failure(400, 'NO_STATEMENT_EXIST');
    return {
      status: 200,
      body: {
        hash_type: 'SHA1',
        hash_value: createHash('sha1')
          .update(statementText(appId, merchantId, lines))
          .digest('hex'),
        download_url: `https://api.mch.weixin.qq.com/v3/billdownload/file?token=${date}`,
      },
    };
  }

  function movements(date: string) {
    const onDay = (at: Date | null) => at !== null && beijing(at).startsWith(date);
    return [...orders.values()].flatMap((order) => [
      ...(onDay(order.paidAt) ? [{ order, refund: null, at: order.paidAt as Date }] : []),
      ...[...order.refunds.values()]
        .filter(({ at }) => onDay(at))
        .map((one) => ({ order, refund: one, at: one.at })),
    ]);
  }

  function state(order: Order): string {
    if (order.state === 'waiting') return 'NOTPAY';
    if (order.state === 'closed') return 'CLOSED';
    return order.refunds.size > 0 ? 'REFUND' : 'SUCCESS';
  }

  function transaction(order: Order): object {
    return {
      appid: appId,
      mchid: merchantId,
      out_trade_no: order.number,
      ...(order.paidAt === null ? {} : { transaction_id: order.transaction, success_time: order.paidAt }),
      trade_type: 'NATIVE',
      trade_state: state(order),
      trade_state_desc: '',
      amount: { total: order.amountMinor, currency: 'CNY' },
    };
  }

  /** A notification as of now; `change` alters the encrypted content, `sentAt` the signed time. */
  function notification(number: string, change: object = {}, id: string = randomUUID(), sentAt = clock()) {
    const content = JSON.stringify({ ...transaction(required(number)), ...change });
    const body = JSON.stringify({
      id,
      create_time: `${beijing(sentAt).replace(' ', 'T')}+08:00`,
      resource_type: 'encrypt-resource',
      event_type: 'TRANSACTION.SUCCESS',
      summary: '支付成功',
      resource: { original_type: 'transaction', ...seal(content, 'transaction') },
    });
    return { headers: signed(body, sentAt), body };
  }

  function required(number: string): Order {
    const order = orders.get(number);
    if (order === undefined) throw new Error('no such order');
    return order;
  }

  return {
    endpoint: server.url,
    serial: platform.serial,
    faults,
    orders,
    /** Calls, oldest first: method and path. */
    calls,
    notifier,
    notification,
    /** The payer pays. */
    pay(number: string): void {
      const order = required(number);
      closeIfExpired(order, clock());
      if (order.state !== 'waiting') return;
      order.state = 'paid';
      order.paidAt = clock();
      const id = randomUUID();
      notifier.send(number, {
        url: order.notifyUrl,
        compose: () => notification(number, { trade_state: 'SUCCESS' }, id),
        isAcknowledged: (status) => status === 200 || status === 204,
      });
    },
    /** Nobody pays, and the order is closed: WeChat Pay sends no notification. */
    close(number: string): void {
      const order = required(number);
      if (order.state === 'waiting') order.state = 'closed';
    },
    async stop() {
      await notifier.stop();
      await server.close();
    },
  };
}
