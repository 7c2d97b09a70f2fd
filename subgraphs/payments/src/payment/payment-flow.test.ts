import { randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { citizen, personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiateMutation, startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { scan, textOf } from '../../test/fixtures/read-page.ts';
import { createNoticeCode } from '../notice/code.ts';
import { embeddedReceipt } from '../receipt/pdf/embedded-receipt.ts';
import { verifyReceipt } from '../receipt/verify-receipt.ts';

const { lin } = personas;
const zhao = citizen(1);
const minute = 60_000;

interface Found {
  readonly payment: { readonly receipt: { number: string; issuedAt: string; signed: string; pdf: string } };
}

describe('paying a notice', () => {
  let payments: TestPayments;
  beforeAll(async () => {
    payments = await startTestPayments();
  });
  afterAll(() => payments.stop());

  const press = async (payUrl: string, outcome: string, headers = {}) =>
    payments.subgraph.inject({
      method: 'POST',
      url: new URL(payUrl).pathname,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ outcome }),
    });
  const paymentQuery = `query ($id: ID!) {
    payment(id: $id) {
      state payUrl amount { amountMinor currency } provider
      events { event from to }
      notice { code status }
      receipt { number issuedAt agency { id } amount { amountMinor } signed pdf }
    }
  }`;

  it('goes from the notice to a receipt that anyone can verify', async () => {
    const code = await payments.issue('12345');
    const initiated = await payments.initiate(lin, code);
    expect(initiated).toMatchObject({ __typename: 'PaymentInitiated', payment: { state: 'STARTED' } });
    expect(initiated.payUrl).toBe(`http://payments.test/provider/test/pay/${initiated.paymentId}`);

    const page = await payments.subgraph.inject({ url: new URL(initiated.payUrl).pathname });
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('123.45');
    expect((await press(initiated.payUrl, 'paid')).json()).toMatchObject({ outcome: 'paid' });

    const { payment } = await payments.ask<Found>(lin, paymentQuery, { id: initiated.paymentId });
    expect(payment).toMatchObject({
      state: 'SUCCESS',
      payUrl: null,
      amount: { amountMinor: '12345', currency: 'CNY' },
      provider: 'TEST',
      events: [
        { event: 'CREATE', from: null, to: 'CREATED' },
        { event: 'START', from: 'CREATED', to: 'STARTED' },
        { event: 'SUCCEED', from: 'STARTED', to: 'SUCCESS' },
      ],
      notice: { code, status: 'PAID' },
      receipt: { agency: { id: 'finance' }, amount: { amountMinor: '12345' } },
    });

    const keys = (await payments.subgraph.inject({ url: '/receipts/jwks.json' })).json();
    expect(JSON.stringify(keys)).not.toContain('"d"');
    expect(await verifyReceipt(payment.receipt.signed, keys)).toEqual({
      number: payment.receipt.number,
      payee: 'finance',
      notice: code,
      amountMinor: '12345',
      currency: 'CNY',
      issuedAt: payment.receipt.issuedAt,
    });

    const pdf = Buffer.from(payment.receipt.pdf, 'base64');
    expect(embeddedReceipt(pdf)).toBe(payment.receipt.signed);
    expect(scan(pdf)).toBe(payment.receipt.signed);
    expect(textOf(pdf)).toEqual(
      expect.arrayContaining(['示范市财政局　Finance Bureau', '专业考试费　Professional examination fee']),
    );

    const entries = await sql<{ account_id: string; amount_minor: string }>`
      SELECT account_id, amount_minor FROM entry JOIN transfer ON transfer.id = transfer_id
      WHERE payment_id = ${initiated.paymentId} ORDER BY line`.execute(payments.db);
    expect(entries.rows).toEqual([
      { account_id: 'clearing:test', amount_minor: '12345' },
      { account_id: 'revenue:330102:103049901', amount_minor: '-12345' },
    ]);
    expect(await payments.initiate(lin, code)).toMatchObject({ __typename: 'NoticeAlreadyPaid' });
  });

  it('leaves the notice due after the payer declines, and accepts another attempt', async () => {
    const code = await payments.issue();
    const { payUrl, paymentId } = await payments.initiate(lin, code);
    await press(payUrl, 'declined');
    const { payment } = await payments.ask<Found>(lin, paymentQuery, { id: paymentId });
    expect(payment).toMatchObject({ state: 'FAILED', receipt: null, notice: { status: 'ISSUED' } });
    expect(await payments.initiate(lin, code)).toMatchObject({ __typename: 'PaymentInitiated' });
  });

  it('keeps the first decision, whatever the payer presses afterwards', async () => {
    const { payUrl } = await payments.initiate(lin, await payments.issue());
    await press(payUrl, 'paid');
    expect((await press(payUrl, 'declined')).json()).toMatchObject({ outcome: 'paid' });
    const form = { 'content-type': 'application/json', accept: 'text/html' };
    expect((await press(payUrl, 'paid', form)).body).toContain('Paid<');
  });

  it('reports problems that the user can fix', async () => {
    const code = await payments.issue();
    const mistyped = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
    expect(await payments.initiate(lin, mistyped)).toMatchObject({ __typename: 'NoticeCodeMistyped' });
    expect(await payments.initiate(lin, createNoticeCode('330102', '103', '0000000000'))).toMatchObject({
      __typename: 'NoticeNotFound',
    });
    await sql`UPDATE notice SET status = 'withdrawn' WHERE code = ${code}`.execute(payments.db);
    expect(await payments.initiate(lin, code)).toMatchObject({ __typename: 'NoticeWithdrawn' });
  });

  it('allows one attempt at a time, visible only to its payer', async () => {
    const code = await payments.issue();
    const { paymentId, payUrl } = await payments.initiate(lin, code);
    expect(await payments.initiate(lin, code)).toMatchObject({
      __typename: 'PaymentInProgress',
      payment: { id: paymentId, payUrl },
    });
    expect(await payments.initiate(zhao, code)).toMatchObject({
      __typename: 'PaymentInProgress',
      payment: null,
    });
  });

  it('gives way after 15 minutes', async () => {
    const code = await payments.issue();
    const { paymentId } = await payments.initiate(lin, code);
    payments.advance(14 * minute);
    expect(await payments.initiate(zhao, code)).toMatchObject({ __typename: 'PaymentInProgress' });
    payments.advance(1 * minute);
    expect(await payments.initiate(zhao, code)).toMatchObject({ __typename: 'PaymentInitiated' });
    const { payment } = await payments.ask<Found>(lin, paymentQuery, { id: paymentId });
    expect(payment).toMatchObject({ state: 'CANCELLED', payUrl: null });
    payments.advance(-15 * minute);
  });

  describe('anyone with the code may pay, but not block the notice:', () => {
    const stranger = citizen(2);
    const stateQuery = 'query ($id: ID!) { payment(id: $id) { state } }';
    const state = async (principal: Principal, id: string) =>
      (await payments.ask<{ payment: { state: string } }>(principal, stateQuery, { id })).payment.state;
    const held = { __typename: 'PaymentInProgress', payment: null };
    const begun = { __typename: 'PaymentInitiated' };

    it('a stranger’s attempt gives way to the addressee, and the stranger’s money still counts', async () => {
      const code = await payments.issue();
      const strangers = await payments.initiate(zhao, code);
      expect(await payments.initiate(stranger, code)).toMatchObject(held);
      const own = await payments.initiate(lin, code);
      expect(own).toMatchObject(begun);
      expect(await state(zhao, strangers.paymentId)).toBe('CANCELLED');
      // It now belongs to the addressee, and stays so.
      expect(await payments.initiate(zhao, code)).toMatchObject(held);

      await payments.deliver(payments.notification(strangers.paymentId, 'payment.succeeded'));
      expect(await state(zhao, strangers.paymentId)).toBe('SUCCESS');
      expect(await state(lin, own.paymentId)).toBe('CANCELLED');
      expect(await payments.initiate(lin, code)).toMatchObject({ __typename: 'NoticeAlreadyPaid' });
    });

    it('not after the stranger has paid, whatever the provider reports', async () => {
      const code = await payments.issue();
      const { paymentId } = await payments.initiate(zhao, code);
      await payments.deliver(payments.notification(paymentId, 'payment.submitted'));
      expect(await payments.initiate(lin, code)).toMatchObject(held);
    });

    it('others wait for a stranger’s attempt once', async () => {
      const code = await payments.issue();
      await payments.initiate(zhao, code);
      payments.advance(15 * minute);
      const second = await payments.initiate(zhao, code);
      expect(second).toMatchObject(begun);
      expect(await payments.initiate(stranger, code)).toMatchObject(begun);
      expect(await state(zhao, second.paymentId)).toBe('CANCELLED');
      // The other way round, the stranger has had an attempt before, and waits.
      expect(await payments.initiate(zhao, code)).toMatchObject(held);
      payments.advance(-15 * minute);
    });

    it('also for a notice without an addressee', async () => {
      const code = await payments.issue('10000', null);
      await payments.initiate(zhao, code);
      expect(await payments.initiate(lin, code)).toMatchObject(held);
      payments.advance(15 * minute);
      await payments.initiate(zhao, code);
      expect(await payments.initiate(lin, code)).toMatchObject(begun);
      payments.advance(-15 * minute);
    });

    it('an attempt for several notices does not give way for one of them', async () => {
      const [own, others] = [await payments.issue(), await payments.issue('10000', zhao.citizenKey)];
      const notices = [{ code: own }, { code: others }];
      const both = (principal: Principal) =>
        payments.initiate(principal, '', randomUUID(), { noticeCode: null, notices });
      const strangers = await both(stranger);
      expect(strangers).toMatchObject(begun);
      expect(await both(lin)).toMatchObject(held);
      expect(await payments.initiate(lin, own)).toMatchObject(begun);
      expect(await state(stranger, strangers.paymentId)).toBe('CANCELLED');
    });
  });

  describe('with an app’s reference', () => {
    const named = async (principal: Principal, reference: string, code?: string) =>
      payments.initiate(principal, code ?? (await payments.issue()), randomUUID(), { reference });
    const byReference = `query ($reference: String!) {
      paymentByReference(reference: $reference) { id reference state }
    }`;
    const progress = `query ($reference: String!) {
      paymentProgress(reference: $reference) { paymentId reference state createdAt }
    }`;
    const find = (principal: Principal, query: string, reference: string) =>
      payments.subgraph.executeAs(principal, { query, variables: { reference } });

    it('is found by it: by its payer through the app, and its progress by the app', async () => {
      const { paymentId } = await named(lin, 'order 1');
      const stands = { reference: 'order 1', state: 'STARTED' };
      expect(await find(lin, byReference, 'order 1')).toEqual({
        data: { paymentByReference: { id: paymentId, ...stands } },
      });
      expect(await find(personas['wechat-city'], progress, 'order 1')).toEqual({
        data: { paymentProgress: { paymentId, ...stands, createdAt: expect.any(String) } },
      });
    });

    it('is not found by another citizen, through another app, or by another app', async () => {
      const { paymentId } = await named(lin, 'order 2');
      const nothing = { data: { paymentByReference: null } };
      expect(await find(zhao, byReference, 'order 2')).toEqual(nothing);
      expect(await find(citizen(0, 'alipay-city'), byReference, 'order 2')).toEqual(nothing);
      expect(await find(lin, byReference, 'order\0')).toEqual(nothing);
      expect(await find(personas['alipay-city'], progress, 'order 2')).toEqual({
        data: { paymentProgress: null },
      });
      const { data } = await payments.subgraph.executeAs(citizen(0, 'alipay-city'), {
        query: 'query ($id: ID!) { payment(id: $id) { id reference } }',
        variables: { id: paymentId },
      });
      expect(data).toEqual({ payment: { id: paymentId, reference: null } });
    });

    it('needs scope and consent; its progress is for the app only', async () => {
      await named(lin, 'order 3');
      const refused: [Principal, string][] = [
        [personas.anonymous, byReference],
        [{ ...lin, consents: ['payments:pay'] }, byReference],
        [{ ...lin, scopes: ['payments:pay'] }, byReference],
        [personas['operator-payments'], byReference],
        [personas['wechat-city'], byReference],
        [personas.anonymous, progress],
        [lin, progress],
        [personas['operator-payments'], progress],
        [{ ...personas['wechat-city'], scopes: ['payments:receipts'] }, progress],
      ];
      for (const [principal, query] of refused) {
        const { data, errors } = await find(principal, query, 'order 3');
        expect(Object.values(data ?? {}), principal.kind).toEqual([null]);
        expect(errors, principal.kind).toHaveLength(1);
      }
    });

    it('is unique: the reference is refused to another payment, also in a race, and is free at another app', async () => {
      const codes = await Promise.all(Array.from({ length: 8 }, () => payments.issue()));
      const answers = await Promise.all(codes.map((code) => named(lin, 'order 4', code)));
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
        'PaymentInitiated',
        ...Array(7).fill('PaymentReferenceUsed'),
      ]);
      const { rows } = await sql`SELECT count(*)::int AS n FROM payment_of_notice
        WHERE notice_code = ANY (${codes})`.execute(payments.db);
      expect(rows).toEqual([{ n: 1 }]);
      expect(await named(citizen(0, 'alipay-city'), 'order 4')).toMatchObject({
        __typename: 'PaymentInitiated',
      });
    });

    it.each(['', ' ', 'x'.repeat(65), 'a\0b'])('cannot be called %j', async (reference) => {
      const input = { noticeCode: await payments.issue(), provider: 'TEST', idempotencyKey: randomUUID() };
      const variables = { input: { ...input, reference } };
      const { errors } = await payments.subgraph.executeAs(lin, { query: initiateMutation, variables });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    });
  });

  describe('with an idempotency key', () => {
    const initiateInput = (noticeCode: string, idempotencyKey: string) => ({
      query: initiateMutation,
      variables: { input: { noticeCode, provider: 'TEST', idempotencyKey } },
    });

    it('creates one payment for 50 simultaneous requests', async () => {
      const code = await payments.issue();
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 50 }, () => payments.initiate(lin, code, key)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]).toMatchObject({ __typename: 'PaymentInitiated' });
      const { rows } = await sql<{ payments: number; events: number }>`
        SELECT count(DISTINCT id)::int AS payments, count(*)::int AS events
        FROM payment_of_notice JOIN payment_event ON payment_id = id WHERE notice_code = ${code}`.execute(
        payments.db,
      );
      expect(rows).toEqual([{ payments: 1, events: 2 }]);
    });

    it('creates one payment for 20 different keys at the same time', async () => {
      const code = await payments.issue();
      const answers = await Promise.all(Array.from({ length: 20 }, () => payments.initiate(lin, code)));
      const kinds = answers.map((answer) => answer.__typename).sort();
      expect(kinds).toEqual([...Array(19).fill('PaymentInProgress'), 'PaymentInitiated']);
    });

    it('repeats the stored answer, including a refusal', async () => {
      const code = await payments.issue();
      const [first, second] = [randomUUID(), randomUUID()];
      const { payUrl } = await payments.initiate(lin, code, first);
      expect(await payments.initiate(lin, code, second)).toMatchObject({ __typename: 'PaymentInProgress' });
      await press(payUrl, 'declined');
      expect(await payments.initiate(lin, code, second)).toMatchObject({ __typename: 'PaymentInProgress' });
    });

    it('refuses the key with another body, and separates citizens of one app', async () => {
      const key = randomUUID();
      const code = await payments.issue();
      await payments.initiate(lin, code, key);
      const reused = { extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } };
      const other = await payments.subgraph.executeAs(lin, initiateInput(await payments.issue(), key));
      expect(other.errors).toMatchObject([reused]);
      const { errors } = await payments.subgraph.executeAs(zhao, initiateInput(await payments.issue(), key));
      expect(errors).toBeUndefined();
    });

    it('separates apps', async () => {
      const key = randomUUID();
      const [one, two] = [await payments.issue(), await payments.issue()];
      await payments.initiate(lin, one, key);
      const elsewhere = await payments.initiate(citizen(0, 'alipay-city'), two, key);
      expect(elsewhere).toMatchObject({ __typename: 'PaymentInitiated' });
    });

    it.each(['', 'x'.repeat(256), 'a\0b'])('refuses the key %j', async (key) => {
      const { errors } = await payments.subgraph.executeAs(lin, initiateInput(await payments.issue(), key));
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    });
  });
});
