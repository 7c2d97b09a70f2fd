import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { refusal, testPortal } from '../portal.fixture.ts';

const key = 'A'.repeat(22);
const money = { amountMinor: '20000', currency: 'CNY' };
const agency = { id: 'traffic-police', name: 'Traffic Police' };
const notice = {
  ...{ code: '33011010507002437895', dueDate: '2026-12-31', status: 'ISSUED', disputed: false },
  ...{
    amount: money,
    due: money,
    paid: { ...money, amountMinor: '0' },
    lateFee: { ...money, amountMinor: '0' },
  },
  ...{ agency, issuedAt: '2026-11-01T08:00:00+08:00', lateFeeRule: null, payments: { nodes: [] } },
  items: [{ revenueCode: { name: 'Traffic fines' }, legalBasis: 'Article 90', amount: money }],
  fineParticulars: null,
};
const payment = {
  ...{ id: 'p-1', createdAt: '2026-11-28T09:00:00+08:00', amount: money, receipts: [] },
  ...{ state: 'STARTED', payUrl: 'http://127.0.0.1:4003/provider/test/pay/p-1', parts: [{ notice }] },
};

describe('a notice', () => {
  it('shows what is due and pays it with one key', async () => {
    const portal = testPortal();
    portal.answers.Notice = { data: { notice } };
    const { text } = await portal.getSignedIn('/en/notices/33011010507002437895');
    expect(text).toContain('Pay ¥200.00');
    expect(text).toContain('due by 31 December 2026');
    const [, hidden = ''] = /name="key" value="([^"]+)"/.exec(text) ?? [];
    expect(hidden).toMatch(/^[\w-]{22}$/);
  });

  it('that nobody may see does not exist', async () => {
    const portal = testPortal();
    portal.answers.Notice = { data: { notice: null } };
    const { status, text } = await portal.getSignedIn('/en/notices/1');
    expect([status, text.includes('There is no such notice')]).toEqual([404, true]);
  });

  it('shows the rest if the offence needs a higher level', async () => {
    const portal = testPortal();
    const stepUp = refusal('step-up-needed', 'Notice.fineParticulars', { acrValues: 'high' });
    portal.answers.Notice = { data: { notice }, refusals: [stepUp] };
    const { text } = await portal.getSignedIn('/zh/notices/33011010507002437895');
    expect(text).toContain('缴纳 ¥200.00');
    expect(text).toContain('查看违法行为的详情需要更高级别的认证');
  });
});

describe('paying', () => {
  const pay = (portal: ReturnType<typeof testPortal>, form: object = {}) =>
    portal.post('/en/notices/33011010507002437895/pay', { provider: 'TEST', key, ...form });

  it('begins a payment that comes back to the portal', async () => {
    const portal = testPortal();
    const begun = { __typename: 'PaymentInitiated', paymentId: 'p-1', payUrl: payment.payUrl };
    portal.answers.Pay = { data: { initiatePayment: begun } };
    expect((await pay(portal)).location).toBe('/en/payments/p-1');
    expect(portal.asked.at(-1)?.variables).toEqual({
      input: {
        ...{ noticeCode: notice.code, provider: 'TEST', idempotencyKey: key, reference: key },
        returnUrl: `http://127.0.0.1:8701/en/paid/${key}`,
      },
    });
    portal.answers.PaymentByReference = { data: { paymentByReference: { id: 'p-1' } } };
    expect((await portal.getSignedIn(`/en/paid/${key}`)).location).toBe('/en/payments/p-1');
  });

  it('continues the citizen’s own payment that is in progress', async () => {
    const portal = testPortal();
    portal.answers.Pay = {
      data: { initiatePayment: { __typename: 'PaymentInProgress', message: '', payment: { id: 'p-0' } } },
    };
    expect((await pay(portal)).location).toBe('/en/payments/p-0');
  });

  it.each([
    ['NoticeAlreadyPaid', 'This notice has already been paid.'],
    ['NoticeWithdrawn', 'You owe nothing.'],
    ['PaymentRefused', 'The payment provider refused the payment.'],
    ['PaymentReferenceUsed', 'The payment could not be started.'],
  ])('says in words why it is not possible: %s', async (__typename, words) => {
    const portal = testPortal();
    portal.answers.Pay = { data: { initiatePayment: { __typename, message: '' } } };
    const { status, text } = await pay(portal);
    expect([status, text.includes(words)]).toEqual([409, true]);
  });

  it('leads back to the notice if it is refused', async () => {
    const portal = testPortal();
    portal.answers.Pay = { refusals: [refusal('unavailable', 'Mutation.initiatePayment')] };
    const { text } = await pay(portal);
    expect(text).toContain('We cannot show payments at the moment.');
    expect(text).toContain('href="/en/notices/33011010507002437895"');
  });

  it('accepts only the providers and keys of its own form', async () => {
    const portal = testPortal();
    expect((await pay(portal, { provider: 'ALIPAY' })).status).toBe(404);
    expect((await pay(portal, { key: 'short' })).status).toBe(404);
    expect(portal.asked).toEqual([]);
  });
});

describe('a payment', () => {
  const show = async (changes: object, portal = testPortal()) => {
    portal.answers.Payment = { data: { payment: { ...payment, ...changes } } };
    return portal.getSignedIn('/en/payments/p-1');
  };

  it('leads to the provider, and never to a script', async () => {
    expect((await show({})).text).toContain(`href="${payment.payUrl}"`);
    expect((await show({ payUrl: 'javascript:alert(1)' })).text).not.toContain('javascript:');
  });

  it('is followed by the script until it is over', async () => {
    expect((await show({})).text).toContain('data-events="/en/payments/p-1/events" data-state="STARTED"');
    const ended = (await show({ state: 'FAILED', payUrl: null })).text;
    expect(ended).not.toContain('data-events');
    expect(ended).toContain('Nothing was paid');
    const portal = testPortal();
    portal.events = ['STARTED', 'SUCCESS'].map((state) => ({ data: { paymentUpdated: { state } } }));
    const { headers, text } = await portal.getSignedIn('/en/payments/p-1/events');
    expect(headers.get('content-type')).toBe('text/event-stream');
    expect(text).toBe(': open\n\ndata: STARTED\n\ndata: SUCCESS\n\n');
  });

  it('of somebody else does not exist', async () => {
    const portal = testPortal();
    portal.answers.Payment = { data: { payment: null } };
    expect((await portal.getSignedIn('/en/payments/p-1')).status).toBe(404);
  });
});

describe('a receipt', () => {
  const [treasury, police] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const jwks = [
    { ...treasury.publicKey.export({ format: 'jwk' }) },
    { ...police.publicKey.export({ format: 'jwk' }), agency: 'traffic-police' },
  ];
  const number = '105-2026-0000002013-7KQ2M0XR';
  const claims = { number, payee: 'traffic-police', notice: notice.code, ...money };

  function signed(content: object, keys: readonly KeyObject[], typ = 'civic-receipt+jws'): string {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const header = encode({ alg: 'EdDSA', typ });
    const payload = encode(content);
    const signatures = keys.map((key) => ({
      protected: header,
      signature: sign(null, Buffer.from(`${header}.${payload}`), key).toString('base64url'),
    }));
    return JSON.stringify({ payload, signatures });
  }

  const both = [treasury.privateKey, police.privateKey];
  async function show(text: string, keys: readonly object[] | Error = jwks) {
    const portal = testPortal();
    portal.keys = keys;
    const receipt = {
      number,
      issuedAt: '2026-11-28T10:00:00+08:00',
      amount: money,
      agency,
      notice,
      signed: text,
    };
    portal.answers.Payment = { data: { payment: { ...payment, state: 'SUCCESS', receipts: [receipt] } } };
    portal.answers.ReceiptDocuments = { data: { payment: { receipts: [{ number, pdf: 'JVBERg==' }] } } };
    return { portal, text: (await portal.getSignedIn('/en/payments/p-1')).text };
  }

  it('is shown with the verification of both signatures', async () => {
    const { text } = await show(signed(claims, both));
    expect(text).toContain('Paid. Thank you!');
    expect(text).toContain('Verified: this receipt is genuine');
    expect(text).toContain('Signed by Traffic Police');
  });

  it.each([
    ['is signed by the treasury alone', signed(claims, [treasury.privateKey])],
    ['is signed by the agency alone', signed(claims, [police.privateKey])],
    ['has two signatures of one', signed(claims, [police.privateKey, police.privateKey])],
    ['has signatures of another kind', signed(claims, both, 'JWT')],
    ['is about another amount', signed({ ...claims, amountMinor: '10000' }, both)],
    ['is about another number', signed({ ...claims, number: '1' }, both)],
    ['is another text', 'nonsense'],
    ['has no signatures', JSON.stringify({ payload: '', signatures: 7 })],
  ])('is not verified if it %s', async (_case, text) => {
    expect((await show(text)).text).toContain('This receipt could not be verified');
  });

  it('is shown without its verification if the keys cannot be fetched', async () => {
    const { text, portal } = await show(signed(claims, both), new TypeError('fetch failed'));
    expect(text).toContain('Not verified yet');
    expect(portal.reported).toHaveLength(1);
  });

  it('can be kept as a document and as the signed record', async () => {
    const record = signed(claims, both);
    const { portal } = await show(record);
    const base = `/en/payments/p-1/receipts/${number}`;
    const pdf = await portal.getSignedIn(`${base}/receipt.pdf`);
    expect([pdf.headers.get('content-type'), pdf.text]).toEqual(['application/pdf', '%PDF']);
    expect(pdf.headers.get('content-disposition')).toBe(`attachment; filename="${number}.pdf"`);
    expect((await portal.getSignedIn(`${base}/receipt.json`)).text).toBe(record);
    expect((await portal.getSignedIn('/en/payments/p-1/receipts/none/receipt.pdf')).status).toBe(404);
  });
});
