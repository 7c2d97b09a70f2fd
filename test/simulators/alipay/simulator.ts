import { createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { randomFractions } from '@civic-graph/testing';
import { type Faults, wellBehaved } from '../faults.ts';
import { Notifier } from '../notifier.ts';
import { beijing, closeIfExpired, fromBeijing, type Order, refundedMinor, yuan } from '../orders.ts';
import { type Answer, type Request, serve } from '../serve.ts';
import { statementZip } from './statement-zip.ts';

export interface AlipaySimulatorOptions {
  readonly appId: string;
  readonly sellerId: string;
  /** The merchant's public key, PEM: requests that fail verification are refused as by Alipay. */
  readonly appPublicKey: string;
  readonly clock?: () => Date;
  readonly seed?: number;
  readonly retryMilliseconds?: number;
}

type Fields = Record<string, string>;
type Content = Record<string, string>;

const ok = { code: '10000', msg: 'Success' };
const failed = (sub_code: string, code = '40004') => ({
  code,
  msg: 'Business Failed',
  sub_code,
  sub_msg: sub_code,
});

/**
 * Alipay's open platform: gateway.do with RSA2 over the sorted parameters, answers signed over the bytes of
 * their node, signed notification forms that are repeated until `success`, statements as a zip in GBK.
 * https://opendocs.alipay.com/common/02kf5q
 */
export async function startAlipay(options: AlipaySimulatorOptions) {
  const { appId, sellerId, clock = () => new Date(), seed = 1, retryMilliseconds = 50 } = options;
  const merchantKey = createPublicKey(options.appPublicKey);
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const faults: Faults = { ...wellBehaved };
  const random = randomFractions(seed);
  const orders = new Map<string, Order>();
  const calls: string[] = [];
  const notifier = new Notifier(faults, random, retryMilliseconds);
  const server = await serve(handle, faults, random);
  const signText = (text: string) => sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64');

  function handle(request: Request): Answer {
    if (request.url.pathname === '/bill') return bill(request.url.searchParams.get('date') ?? '');
    const fields: Fields = Object.fromEntries([
      ...request.url.searchParams,
      ...new URLSearchParams(request.body),
    ]);
    const method = fields.method ?? '';
    calls.push(method);
    const node = `${method.replaceAll('.', '_')}_response`;
    const content = JSON.stringify(isGenuine(fields) ? answer(method, fields) : invalidSignature);
    const body = `{"${node}":${content},"sign":"${signText(content)}"}`;
    return { status: 200, headers: { 'content-type': 'text/html;charset=utf-8' }, body };
  }

  const invalidSignature = {
    code: '40002',
    msg: 'Invalid Arguments',
    sub_code: 'isv.invalid-signature',
    sub_msg: 'isv.invalid-signature',
  };

  function isGenuine({ sign: signature = '', ...fields }: Fields): boolean {
    if (fields.app_id !== appId || fields.sign_type !== 'RSA2' || fields.charset !== 'utf-8') return false;
    // A caller whose clock is not Beijing's is refused.
    const age = clock().getTime() - fromBeijing(fields.timestamp ?? '').getTime();
    if (!(Math.abs(age) < 600_000)) return false;
    const text = canonical(fields);
    return verify('RSA-SHA256', Buffer.from(text), merchantKey, Buffer.from(signature, 'base64'));
  }

  function answer(method: string, fields: Fields): object {
    if (faults.refuse !== null) return failed(faults.refuse.code, String(faults.refuse.status));
    const content = JSON.parse(fields.biz_content ?? '{}') as Content;
    const order = orders.get(content.out_trade_no ?? '');
    if (order !== undefined) closeIfExpired(order, clock());
    switch (method) {
      case 'alipay.trade.precreate':
        return precreate(content, fields.notify_url ?? '');
      case 'alipay.trade.query':
        return order === undefined ? failed('ACQ.TRADE_NOT_EXIST') : { ...ok, ...trade(order) };
      case 'alipay.trade.refund':
        return order === undefined ? failed('ACQ.TRADE_NOT_EXIST') : refund(order, content);
      case 'alipay.trade.fastpay.refund.query': {
        const known = order?.refunds.has(content.out_request_no ?? '');
        return known
          ? { ...ok, out_trade_no: content.out_trade_no, refund_status: 'REFUND_SUCCESS' }
          : { ...ok, out_trade_no: content.out_trade_no };
      }
      case 'alipay.data.dataservice.bill.downloadurl.query':
        return movements(content.bill_date ?? '').length === 0
          ? failed('isp.bill_not_exist')
          : { ...ok, bill_download_url: `${server.url}/bill?date=${content.bill_date}` };
      default:
        return { ...invalidSignature, sub_code: 'isv.invalid-method' };
    }
  }

  function precreate(content: Content, notifyUrl: string): object {
    const number = content.out_trade_no ?? '';
    const existing = orders.get(number);
    if (!/^\w{1,64}$/.test(number) || !/^\d+\.\d\d$/.test(content.total_amount ?? '')) {
      return failed('ACQ.INVALID_PARAMETER');
    }
    if (content.seller_id !== sellerId) return failed('ACQ.PARTNER_ERROR');
    if (existing?.state === 'paid') return failed('ACQ.TRADE_HAS_SUCCESS');
    if (existing?.state === 'closed') return failed('ACQ.TRADE_HAS_CLOSE');
    if (existing === undefined) {
      orders.set(number, {
        number,
        amountMinor: Number((content.total_amount ?? '').replace('.', '')),
        subject: content.subject ?? '',
        notifyUrl,
        expiresAt: fromBeijing(content.time_expire ?? ''),
        transaction: `2026${String(orders.size + 1).padStart(24, '0')}`,
        state: 'waiting',
        paidAt: null,
        refunds: new Map(),
      });
    }
    return { ...ok, out_trade_no: number, qr_code: `https://qr.alipay.com/${number.slice(0, 16)}` };
  }

  function refund(order: Order, content: Content): object {
    const number = content.out_request_no ?? order.number;
    const amountMinor = Number((content.refund_amount ?? '').replace('.', ''));
    const done = order.refunds.get(number);
    const node = { out_trade_no: order.number, trade_no: order.transaction };
    if (done !== undefined) {
      return done.amountMinor === amountMinor
        ? { ...ok, ...node, fund_change: 'N', refund_fee: yuan(refundedMinor(order)) }
        : failed('ACQ.DISCORDANT_REPEAT_REQUEST');
    }
    if (order.state !== 'paid') return failed('ACQ.TRADE_STATUS_ERROR');
    if (refundedMinor(order) + amountMinor > order.amountMinor)
      return failed('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL');
    order.refunds.set(number, { number, transaction: order.transaction, amountMinor, at: clock() });
    return { ...ok, ...node, fund_change: 'Y', refund_fee: yuan(refundedMinor(order)) };
  }

  function status(order: Order): string {
    if (order.state === 'waiting') return 'WAIT_BUYER_PAY';
    if (order.state === 'closed') return 'TRADE_CLOSED';
    // A fully refunded order is closed like an unpaid one.
    return refundedMinor(order) === order.amountMinor ? 'TRADE_CLOSED' : 'TRADE_SUCCESS';
  }

  function trade(order: Order): object {
    return {
      out_trade_no: order.number,
      trade_no: order.transaction,
      trade_status: status(order),
      total_amount: yuan(order.amountMinor),
      ...(order.paidAt === null ? {} : { send_pay_date: beijing(order.paidAt) }),
    };
  }

  /** A notification as of now; `change` alters fields before they are signed. */
  function notification(number: string, change: Fields = {}, id = randomUUID().replaceAll('-', '')) {
    const order = required(number);
    const fields: Fields = {
      notify_time: beijing(clock()),
      notify_type: 'trade_status_sync',
      notify_id: id,
      charset: 'utf-8',
      version: '1.0',
      app_id: appId,
      seller_id: sellerId,
      out_trade_no: order.number,
      trade_no: order.transaction,
      trade_status: status(order),
      total_amount: yuan(order.amountMinor),
      subject: order.subject,
      ...(order.refunds.size > 0 ? { gmt_refund: beijing(clock()) } : {}),
      ...change,
    };
    // Unlike a request's, a notification's signature does not cover sign_type.
    const signature = signText(canonical(fields));
    const form = new URLSearchParams({ ...fields, sign_type: 'RSA2', sign: signature });
    return {
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: String(form),
    };
  }

  function required(number: string): Order {
    const order = orders.get(number);
    if (order === undefined) throw new Error('no such order');
    return order;
  }

  function notify(number: string): void {
    const id = randomUUID().replaceAll('-', '');
    // A notification reports the state at its event, in each repetition.
    const change = { trade_status: status(required(number)) };
    notifier.send(number, {
      url: required(number).notifyUrl,
      compose: () => notification(number, change, id),
      isAcknowledged: (code, body) => code === 200 && body.trim() === 'success',
    });
  }

  function movements(date: string) {
    const onDay = (at: Date | null) => at !== null && beijing(at).startsWith(date);
    return [...orders.values()].flatMap((order) => [
      ...(onDay(order.paidAt) ? [{ order, refund: null, at: order.paidAt as Date }] : []),
      ...[...order.refunds.values()]
        .filter(({ at }) => onDay(at))
        .map((refund) => ({ order, refund, at: refund.at })),
    ]);
  }

  function bill(date: string): Answer {
    const headers = { 'content-type': 'application/zip' };
    return { status: 200, headers, body: statementZip(sellerId, date, movements(date)) };
  }

  return {
    gateway: `${server.url}/gateway.do`,
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    faults,
    orders,
    /** Called methods, oldest first. */
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
      notify(number);
    },
    /** Nobody pays, and the order is closed. */
    close(number: string): void {
      const order = required(number);
      if (order.state !== 'waiting') return;
      order.state = 'closed';
      notify(number);
    },
    async stop() {
      await notifier.stop();
      await server.close();
    },
  };
}

/** The parameters with a value, in the order of their names, which RSA2 signs. */
function canonical(fields: Fields): string {
  return Object.keys(fields)
    .filter((name) => fields[name] !== '')
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
}
