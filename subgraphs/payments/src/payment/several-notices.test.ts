import { randomUUID } from 'node:crypto';
import { citizen, personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiateMutation, startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { createNoticeCode } from '../notice/code.ts';

const { lin } = personas;
const treasurer = personas['operator-payments'];
const day = 24 * 60 * 60 * 1000;
const paymentFields = `state amount { amountMinor } notice { code } receipt { number }
  parts { notice { code } amount { amountMinor } state receipt { number } } receipts { number agency { id } }`;

interface Initiated {
  readonly paymentId: string;
}
interface Found {
  readonly payment: {
    readonly parts: readonly object[];
    readonly receipts: readonly { readonly agency: { readonly id: string } }[];
  };
}

describe('paying several notices', () => {
  let payments: TestPayments;
  beforeAll(async () => {
    payments = await startTestPayments();
  });
  afterAll(() => payments.stop());

  const initiate = async (notices: readonly object[], more: object = {}) => {
    const input = { notices, provider: 'TEST', idempotencyKey: randomUUID(), ...more };
    return payments.subgraph.executeAs(lin, { query: initiateMutation, variables: { input } });
  };
  async function opened(notices: readonly object[]): Promise<string> {
    const { data } = await initiate(notices);
    expect(data).toMatchObject({ initiatePayment: { __typename: 'PaymentInitiated' } });
    return (data as { initiatePayment: Initiated }).initiatePayment.paymentId;
  }
  const succeed = (id: string, amountMinor: string) =>
    payments.deliver(payments.notification(id, 'payment.succeeded', { amountMinor }));
  const find = async (id: string, principal: Parameters<TestPayments['ask']>[0] = lin) =>
    (
      await payments.ask<Found>(principal, `query ($id: ID!) { payment(id: $id) { ${paymentFields} } }`, {
        id,
      })
    ).payment;
  const notice = async (code: string) =>
    (
      await payments.ask<{ notice: object }>(
        lin,
        `query ($code: String!) { notice(code: $code) {
          status due { amountMinor } paid { amountMinor } lateFee { amountMinor } history { event from to reason }
        } }`,
        { code },
      )
    ).notice;
  const booksOf = async (paymentId: string) =>
    (
      await sql<object>`
        SELECT entry.agency, account_id, entry.amount_minor FROM entry
        JOIN transfer ON transfer.agency = entry.agency AND transfer.id = transfer_id
        WHERE payment_id = ${paymentId} ORDER BY entry.agency, line`.execute(payments.db)
    ).rows;

  it('of several payees is one payment, posted in each payee’s ledger, with a receipt per notice', async () => {
    const codes = [
      await payments.issue('10000'),
      await payments.issueFor('education', '2500'),
      await payments.issue('300'),
    ] as const;
    const id = await opened(codes.map((code) => ({ code })));
    expect(await succeed(id, '12800')).toMatchObject({ status: 200 });
    const payment = await find(id);
    expect(payment).toMatchObject({
      state: 'SUCCESS',
      amount: { amountMinor: '12800' },
      notice: { code: codes[0] },
      parts: codes.map((code) => ({
        notice: { code },
        state: 'SETTLED',
        receipt: { number: expect.any(String) },
      })),
    });
    expect(payment.receipts.map((receipt) => receipt.agency.id)).toEqual(['finance', 'education', 'finance']);
    expect(await booksOf(id)).toEqual([
      { agency: 'education', account_id: 'clearing:test', amount_minor: '2500' },
      { agency: 'education', account_id: 'revenue:330102:103049901', amount_minor: '-2500' },
      { agency: 'finance', account_id: 'clearing:test', amount_minor: '10300' },
      { agency: 'finance', account_id: 'revenue:330102:103049901', amount_minor: '-10300' },
    ]);
    for (const code of codes)
      expect(await notice(code)).toMatchObject({ status: 'PAID', due: { amountMinor: '0' } });
  });

  it('shows each payee only its own part, and others nothing', async () => {
    const codes = [await payments.issue('700'), await payments.issueFor('education', '50')] as const;
    const id = await opened(codes.map((code) => ({ code })));
    await succeed(id, '750');
    for (const [agency, code, amountMinor] of [
      ['finance', codes[0], '700'],
      ['education', codes[1], '50'],
    ] as const) {
      const seen = await find(id, { ...treasurer, agency });
      expect(seen).toMatchObject({
        amount: { amountMinor },
        notice: { code },
        parts: [{ notice: { code } }],
      });
      expect(seen.parts).toHaveLength(1);
      expect(seen.receipts).toHaveLength(1);
      const listed = await payments.ask<{ notice: object }>(
        { ...treasurer, agency },
        `query ($code: String!) { notice(code: $code) { payments { nodes { ${paymentFields} } } } }`,
        { code },
      );
      expect(listed.notice).toMatchObject({ payments: { nodes: [{ amount: { amountMinor } }] } });
    }
    expect(await find(id, { ...treasurer, agency: 'traffic-police' })).toBeNull();
    expect(await find(id, citizen(1))).toBeNull();
  });

  it('is refused whole if one notice cannot be paid', async () => {
    const [good, busy, gone] = [await payments.issue(), await payments.issue(), await payments.issue()];
    const missing = createNoticeCode('330102', '103', '0000000000');
    const mistyped = `${missing.slice(0, -1)}${(Number(missing.at(-1)) + 1) % 10}`;
    const other = await opened([{ code: busy }]);
    await payments.ask(treasurer, withdraw, { input: end(gone) });
    for (const [code, problem] of [
      [busy, { __typename: 'PaymentInProgress', payment: { id: other } }],
      [gone, { __typename: 'NoticeWithdrawn' }],
      [missing, { __typename: 'NoticeNotFound', code: missing }],
      [mistyped, { __typename: 'NoticeCodeMistyped', code: mistyped }],
    ] as const) {
      expect((await initiate([{ code: good }, { code }])).data).toMatchObject({ initiatePayment: problem });
    }
    await opened([{ code: good }]);
  });

  it.each<[string, object]>([
    ['neither a code nor notices', { notices: undefined }],
    ['no notice', { notices: [] }],
    ['a notice twice', { notices: [{ code: '33010210300000000017' }, { code: '33010210300000000017' }] }],
    ['21 notices', { notices: Array.from({ length: 21 }, (_, index) => ({ code: String(index) })) }],
    ['a code and notices', { notices: [{ code: '1' }], noticeCode: '1' }],
    ['an amount of nothing', { notices: [{ code: '33010210300000000017', amountMinor: '0' }] }],
  ])('refuses %s', async (_what, input) => {
    expect((await initiate([], input)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('in part leaves the rest due, and pays the items in their order', async () => {
    const items = [
      { revenueCode: '103042701', legalBasis: 'Fees', amountMinor: '1000' },
      { revenueCode: '103042702', legalBasis: 'Fees', amountMinor: '500' },
    ];
    const code = await payments.issue('0', lin.citizenKey, { items });
    const first = await opened([{ code, amountMinor: '1200' }]);
    await succeed(first, '1200');
    expect(await notice(code)).toMatchObject({
      status: 'PARTLY_PAID',
      due: { amountMinor: '300' },
      paid: { amountMinor: '1200' },
    });
    expect(await booksOf(first)).toMatchObject([
      { account_id: 'clearing:test', amount_minor: '1200' },
      { account_id: 'revenue:330102:103042701', amount_minor: '-1000' },
      { account_id: 'revenue:330102:103042702', amount_minor: '-200' },
    ]);
    expect((await initiate([{ code, amountMinor: '301' }])).data).toMatchObject({
      initiatePayment: { __typename: 'AmountMoreThanDue' },
    });
    const second = (await payments.initiate(lin, code)).paymentId;
    await succeed(second, '300');
    expect(await booksOf(second)).toMatchObject([
      { amount_minor: '300' },
      { account_id: 'revenue:330102:103042702', amount_minor: '-300' },
    ]);
    expect(await notice(code)).toMatchObject({
      status: 'PAID',
      history: [
        { event: 'PAY_PART', from: 'ISSUED', to: 'PARTLY_PAID' },
        { event: 'PAY_REST', from: 'PARTLY_PAID', to: 'PAID' },
      ],
    });
  });

  it('posts as surplus only what a notice no longer needs', async () => {
    const [again, once] = [await payments.issue('400'), await payments.issue('100')];
    const first = await opened([{ code: again }, { code: once }]);
    await payments.deliver(payments.notification(first, 'payment.failed', { amountMinor: '500' }));
    const second = (await payments.initiate(lin, again)).paymentId;
    await succeed(second, '400');
    await succeed(first, '500');
    expect(await find(first)).toMatchObject({
      state: 'SUCCESS',
      parts: [
        { notice: { code: again }, state: 'SURPLUS', receipt: null },
        { notice: { code: once }, state: 'SETTLED' },
      ],
      receipts: [{}],
    });
    expect(await booksOf(first)).toMatchObject([
      { account_id: 'clearing:test', amount_minor: '500' },
      { account_id: 'surplus', amount_minor: '-400' },
      { account_id: 'revenue:330102:103049901', amount_minor: '-100' },
    ]);
  });

  it('never deadlocks two orders of the same notices', async () => {
    const codes = await Promise.all(Array.from({ length: 5 }, () => payments.issue('10')));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        initiate((index % 2 === 0 ? codes : codes.toReversed()).map((code) => ({ code }))),
      ),
    );
    const kinds = answers.map(
      ({ data }) => (data as { initiatePayment: { __typename: string } }).initiatePayment.__typename,
    );
    expect(kinds.sort()).toEqual([...Array(19).fill('PaymentInProgress'), 'PaymentInitiated']);
  });

  it('charges the late fee after the items and in its own account', async () => {
    const dueDate = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const lateFee = { dailyBasisPoints: 300, capPercent: 10 };
    const code = await payments.issue('20000', lin.citizenKey, { dueDate, lateFee });
    payments.advance(2 * day);
    expect(await notice(code)).toMatchObject({
      due: { amountMinor: '21200' },
      lateFee: { amountMinor: '1200' },
    });
    const id = (await payments.initiate(lin, code)).paymentId;
    // The notification arrives later; the payer has paid the displayed amount.
    payments.advance(5 * day);
    await succeed(id, '21200');
    payments.advance(-7 * day);
    expect(await booksOf(id)).toMatchObject([
      { account_id: 'clearing:test', amount_minor: '21200' },
      { account_id: 'revenue:330102:103049901', amount_minor: '-20000' },
      { account_id: 'late-fee:330102:103049901', amount_minor: '-1200' },
    ]);
    expect(await notice(code)).toMatchObject({
      status: 'PAID',
      due: { amountMinor: '0' },
      lateFee: { amountMinor: '1200' },
    });
  });

  it('accepts the first payer’s displayed amount as the whole debt, even if a second payer was shown more', async () => {
    const dueDate = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const lateFee = { dailyBasisPoints: 300, capPercent: 10 };
    const code = await payments.issue('20000', lin.citizenKey, { dueDate, lateFee });
    payments.advance(1 * day);
    const first = (await payments.initiate(lin, code)).paymentId;
    payments.advance(1 * day);
    const second = (await payments.initiate(lin, code)).paymentId;
    expect(await notice(code)).toMatchObject({ due: { amountMinor: '21200' } });
    await succeed(first, '20600');
    expect(await notice(code)).toMatchObject({
      status: 'PAID',
      due: { amountMinor: '0' },
      lateFee: { amountMinor: '600' },
    });
    // The second payer's money is owed back, as for any paid notice.
    await succeed(second, '21200');
    payments.advance(-2 * day);
    expect(await booksOf(first)).toMatchObject([
      { account_id: 'clearing:test', amount_minor: '20600' },
      { account_id: 'revenue:330102:103049901', amount_minor: '-20000' },
      { account_id: 'late-fee:330102:103049901', amount_minor: '-600' },
    ]);
    expect(await booksOf(second)).toMatchObject([
      { account_id: 'clearing:test', amount_minor: '21200' },
      { account_id: 'surplus', amount_minor: '-21200' },
    ]);
  });

  const withdraw = `mutation ($input: EndNoticeInput!) { withdrawNotice(input: $input) {
    __typename ... on NoticeEnded { notice { status } } } }`;
  const writeOff = withdraw.replace('withdrawNotice', 'writeOffNotice');
  const end = (noticeCode: string) => ({
    noticeCode,
    reason: 'Issued by mistake',
    idempotencyKey: randomUUID(),
  });

  describe('an agency that ends a notice', () => {
    it.each([
      ['withdrawNotice', withdraw, 'WITHDRAWN', 'NoticeWithdrawn'],
      ['writeOffNotice', writeOff, 'WRITTEN_OFF', 'NoticeWrittenOff'],
    ])(
      'by %s ends the payments that wait, keeps money that comes apart, and says why',
      async (field, query, status, problem) => {
        const code = await payments.issue('80');
        const { paymentId } = await payments.initiate(lin, code);
        const input = end(code);
        const answer = { [field]: { __typename: 'NoticeEnded', notice: { status } } };
        expect(await payments.ask(treasurer, query, { input })).toEqual(answer);
        expect(await payments.ask(treasurer, query, { input })).toEqual(answer);
        expect(await payments.initiate(lin, code)).toMatchObject({ __typename: problem });
        expect(await payments.initiate(citizen(1), code)).toMatchObject({
          __typename: 'NoticeNotFound',
          code,
        });
        expect(await find(paymentId)).toMatchObject({ state: 'CANCELLED' });
        await succeed(paymentId, '80');
        expect(await find(paymentId)).toMatchObject({ state: 'ERROR', parts: [{ state: 'SURPLUS' }] });
        expect(await notice(code)).toMatchObject({
          status,
          due: { amountMinor: '0' },
          history: [{ from: 'ISSUED', to: status, reason: 'Issued by mistake' }],
        });
        expect(await payments.ask(treasurer, query, { input: end(code) })).toEqual({
          [field]: { __typename: problem },
        });
      },
    );

    it('finds no notice of another agency, and none that is paid', async () => {
      const foreign = await payments.issueFor('education', '10');
      expect(await payments.ask(treasurer, withdraw, { input: end(foreign) })).toMatchObject({
        withdrawNotice: { __typename: 'NoticeNotFound' },
      });
      const code = await payments.issue('10');
      await succeed((await payments.initiate(lin, code)).paymentId, '10');
      expect(await payments.ask(treasurer, withdraw, { input: end(code) })).toMatchObject({
        withdrawNotice: { __typename: 'NoticeAlreadyPaid' },
      });
    });
  });
});
