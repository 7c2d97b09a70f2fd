import { randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { citizen, personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import type { RefundResult } from '../provider/provider.ts';
import { resumeRefunds } from './resume-refunds.ts';

const { lin } = personas;
const treasurer: Principal & { kind: 'operator' } = personas['operator-payments'];
const second = { ...treasurer, subject: 'second-treasurer' };

const fields = 'id state needsApproval reason amount { amountMinor }';
const request = `mutation ($input: RequestRefundInput!) { requestRefund(input: $input) {
  __typename ... on RefundRequested { refund { ${fields} } }
  ... on AmountMoreThanRefundable { refundable { amountMinor } } ... on PaymentProblem { message } } }`;
const decide = (decision: 'approveRefund' | 'rejectRefund') => `mutation ($input: DecideRefundInput!) {
  ${decision}(input: $input) { __typename ... on RefundDecided { refund { ${fields} } }
    ... on RefundDecidedBefore { refund { state } } } }`;

interface Refund {
  readonly id: string;
  readonly state: string;
}
interface Requested {
  readonly requestRefund: { readonly __typename: string; readonly refund: Refund };
}

describe('refunds', () => {
  let payments: TestPayments;
  beforeAll(async () => {
    payments = await startTestPayments();
  });
  afterAll(() => payments.stop());

  /** A notice that lin has paid at the test provider, which knows it too. */
  async function paid(amountMinor = '10000', more: object = {}) {
    const noticeCode = await payments.issue(amountMinor, lin.citizenKey, more);
    const { paymentId, payUrl } = await payments.initiate(lin, noticeCode);
    await payments.subgraph.inject({
      method: 'POST',
      url: new URL(payUrl).pathname,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ outcome: 'paid' }),
    });
    return { noticeCode, paymentId };
  }
  const input = (of: object, amountMinor: string | null = null) => ({
    ...of,
    amountMinor,
    reason: 'Paid twice',
    idempotencyKey: randomUUID(),
  });
  const ask = async (of: object, amountMinor: string | null = null, principal: Principal = treasurer) =>
    (await payments.ask<Requested>(principal, request, { input: input(of, amountMinor) })).requestRefund;
  const judge = async (
    decision: 'approveRefund' | 'rejectRefund',
    refundId: string,
    principal: Principal = second,
  ) =>
    (
      await payments.ask<Record<string, { readonly __typename: string; readonly refund: Refund }>>(
        principal,
        decide(decision),
        { input: { refundId, idempotencyKey: randomUUID() } },
      )
    )[decision]!;
  const books = async (paymentId: string) =>
    (
      await sql<{ account_id: string; sum: string }>`
        SELECT account_id, sum(entry.amount_minor)::text AS sum FROM entry
        JOIN transfer ON transfer.agency = entry.agency AND transfer.id = transfer_id
        WHERE payment_id = ${paymentId} GROUP BY account_id HAVING sum(entry.amount_minor) <> 0
        ORDER BY account_id`.execute(payments.db)
    ).rows.map(({ account_id, sum }) => `${account_id} ${sum}`);
  /** Overrides one answer of the test provider. */
  async function answering<T>(answer: RefundResult | Error, work: () => Promise<T>): Promise<T> {
    const provider = payments.providers.get('test')!;
    const { refund } = provider;
    Object.assign(provider, {
      refund: async () => {
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
    try {
      return await work();
    } finally {
      Object.assign(provider, { refund });
    }
  }
  const stateOf = async (id: string) =>
    (await sql<{ state: string }>`SELECT state FROM refund WHERE id = ${id}`.execute(payments.db)).rows[0]!
      .state;

  it('within the limit is paid immediately, and posted against the revenue', async () => {
    const of = await paid();
    expect(await ask(of, '3000')).toMatchObject({
      __typename: 'RefundRequested',
      refund: {
        state: 'SUCCESS',
        needsApproval: false,
        amount: { amountMinor: '3000' },
        reason: 'Paid twice',
      },
    });
    expect(await books(of.paymentId)).toEqual(['clearing:test 7000', 'revenue:330102:103049901 -7000']);
    expect(await ask(of)).toMatchObject({ refund: { state: 'SUCCESS', amount: { amountMinor: '7000' } } });
    expect(await books(of.paymentId)).toEqual([]);
    expect(await ask(of)).toMatchObject({
      __typename: 'AmountMoreThanRefundable',
      refundable: { amountMinor: '0' },
    });
  });

  it('is visible to the payer, with its history', async () => {
    const { paymentId, noticeCode } = await paid();
    await ask({ paymentId, noticeCode }, '100');
    const { payment } = await payments.ask<{ payment: object }>(
      lin,
      `query ($id: ID!) { payment(id: $id) { parts { refunded { amountMinor } refunds {
        ${fields} payment { id } notice { code } history { event from to } } } } }`,
      { id: paymentId },
    );
    expect(payment).toMatchObject({
      parts: [
        {
          refunded: { amountMinor: '100' },
          refunds: [
            {
              payment: { id: paymentId },
              notice: { code: noticeCode },
              history: [
                { event: 'REQUEST', from: null, to: 'REQUESTED' },
                { event: 'APPROVE', from: 'REQUESTED', to: 'APPROVED' },
                { event: 'SUBMIT', from: 'APPROVED', to: 'SUBMITTED' },
                { event: 'SUCCEED', from: 'SUBMITTED', to: 'SUCCESS' },
              ],
            },
          ],
        },
      ],
    });
  });

  it('debits from the last item back to the first, each account at most by its credit', async () => {
    const items = [
      { revenueCode: '103042701', legalBasis: 'Fees', amountMinor: '1000' },
      { revenueCode: '103042702', legalBasis: 'Fees', amountMinor: '500' },
    ];
    const of = await paid('0', { items });
    await ask(of, '600');
    expect(await books(of.paymentId)).toEqual(['clearing:test 900', 'revenue:330102:103042701 -900']);
    await ask(of, '900');
    expect(await books(of.paymentId)).toEqual([]);
  });

  it('above the limit waits for a second person', async () => {
    const of = await paid('60000');
    const { refund } = await ask(of, '50001');
    expect(refund).toMatchObject({ state: 'REQUESTED', needsApproval: true });
    expect(await judge('approveRefund', refund.id, treasurer)).toEqual({ __typename: 'SecondPersonNeeded' });
    expect(await judge('approveRefund', refund.id, { ...second, agency: 'education' })).toEqual({
      __typename: 'RefundNotFound',
    });
    expect(await judge('approveRefund', refund.id)).toMatchObject({ refund: { state: 'SUCCESS' } });
    expect(await judge('rejectRefund', refund.id)).toMatchObject({
      __typename: 'RefundDecidedBefore',
      refund: { state: 'SUCCESS' },
    });
  });

  it('cannot be split to stay under the limit', async () => {
    const of = await paid('60000');
    expect(await ask(of, '50000')).toMatchObject({ refund: { state: 'SUCCESS' } });
    expect(await ask(of, '1')).toMatchObject({ refund: { state: 'REQUESTED', needsApproval: true } });
  });

  it('that is rejected releases its money, and moves none', async () => {
    const of = await paid('60000');
    const { refund } = await ask(of);
    expect(await ask(of, '1')).toMatchObject({ __typename: 'AmountMoreThanRefundable' });
    expect(await judge('rejectRefund', refund.id, treasurer)).toMatchObject({
      refund: { state: 'REJECTED' },
    });
    expect(await books(of.paymentId)).toEqual(['clearing:test 60000', 'revenue:330102:103049901 -60000']);
    expect(await ask(of, '60000')).toMatchObject({ __typename: 'RefundRequested' });
  });

  it('that the provider refuses is reversed, and releases its money', async () => {
    const of = await paid();
    const { refund } = await answering({ outcome: 'refused', reason: 'closed' }, () => ask(of));
    expect(refund).toMatchObject({ state: 'FAILED' });
    expect(await books(of.paymentId)).toEqual(['clearing:test 10000', 'revenue:330102:103049901 -10000']);
    expect(await ask(of)).toMatchObject({ refund: { state: 'SUCCESS' } });
  });

  it.each<[string, RefundResult | Error]>([
    ['says nothing', { outcome: 'unknown' }],
    ['does not answer', new Error('timed out')],
    ['is still working', { outcome: 'accepted', done: false }],
  ])('stays submitted if the provider %s, and is retried after growing pauses', async (_what, answer) => {
    const of = await paid();
    const { refund } = await answering(answer, () => ask(of));
    expect(refund).toMatchObject({ state: 'SUBMITTED' });
    expect(await books(of.paymentId)).toEqual(['clearing:test 10000', 'refund:test -10000']);
    expect(await ask(of, '1')).toMatchObject({ __typename: 'AmountMoreThanRefundable' });
    let now = Date.now();
    const resume = () =>
      resumeRefunds({ db: payments.db, providers: payments.providers, clock: () => new Date(now) });
    expect(await resume()).toBe(0);
    now += 11_000;
    expect(await answering(answer, resume)).toBe(1);
    now += 11_000;
    expect(await resume()).toBe(0);
    now += 10_000;
    expect(await resume()).toBe(1);
    expect(await stateOf(refund.id)).toBe('success');
    expect(await books(of.paymentId)).toEqual([]);
  });

  it('of surplus debits the surplus account', async () => {
    const noticeCode = await payments.issue('500');
    const { paymentId, payUrl } = await payments.initiate(lin, noticeCode);
    await payments.deliver(payments.notification(paymentId, 'payment.failed', { amountMinor: '500' }));
    const other = await payments.initiate(citizen(1), noticeCode);
    await payments.deliver(
      payments.notification(other.paymentId, 'payment.succeeded', { amountMinor: '500' }),
    );
    await payments.subgraph.inject({
      method: 'POST',
      url: new URL(payUrl).pathname,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ outcome: 'paid' }),
    });
    expect(await books(paymentId)).toEqual(['clearing:test 500', 'surplus -500']);
    expect(await ask({ paymentId, noticeCode })).toMatchObject({ refund: { state: 'SUCCESS' } });
    expect(await books(paymentId)).toEqual([]);
  });

  it('never exceeds the received money, however many race', async () => {
    const of = await paid();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(of, '3000')));
    const kinds = answers.map((answer) => answer.__typename).sort();
    expect(kinds).toEqual([
      ...Array(17).fill('AmountMoreThanRefundable'),
      ...Array(3).fill('RefundRequested'),
    ]);
    expect(await books(of.paymentId)).toEqual(['clearing:test 1000', 'revenue:330102:103049901 -1000']);
    const given = await sql<{ sum: string }>`SELECT sum(amount_minor)::text AS sum
      FROM test_provider.provider_refund WHERE reference = ${of.paymentId}`.execute(payments.db);
    expect(given.rows).toEqual([{ sum: '9000' }]);
  });

  it('is decided once, however many decide at the same time', async () => {
    const of = await paid('60000');
    const { refund } = await ask(of);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        judge(index % 2 ? 'approveRefund' : 'rejectRefund', refund.id),
      ),
    );
    expect(answers.filter((answer) => answer.__typename === 'RefundDecided')).toHaveLength(1);
  });

  it('is created once per idempotency key', async () => {
    const variables = { input: input(await paid(), '10') };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => payments.ask<Requested>(treasurer, request, variables)),
    );
    expect(new Set(answers.map((answer) => answer.requestRefund.refund.id)).size).toBe(1);
  });

  it('is for treasurers of the payee only', async () => {
    const of = await paid();
    for (const principal of [
      personas.anonymous,
      lin,
      personas.admin,
      { ...treasurer, roles: ['notice-clerk'] },
    ]) {
      const { errors } = await payments.subgraph.executeAs(principal, {
        query: request,
        variables: { input: input(of) },
      });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    expect(await ask(of, null, { ...treasurer, agency: 'education' })).toMatchObject({
      __typename: 'PaymentNotFound',
    });
  });

  it('is listed for the approving treasurer, newest first', async () => {
    const of = await paid('60000');
    const { refund } = await ask(of);
    const list = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Agency {
      refunds(state: REQUESTED, first: 1) { nodes { id requestedBy } pageInfo { hasNextPage } } } } }`;
    const variables = { of: [{ __typename: 'Agency', id: 'finance' }] };
    const { _entities } = await payments.ask<{ _entities: object[] }>(second, list, variables);
    expect(_entities).toMatchObject([
      { refunds: { nodes: [{ id: refund.id, requestedBy: treasurer.subject }] } },
    ]);
    const foreign = await payments.subgraph.executeAs(
      { ...second, agency: 'education' },
      { query: list, variables },
    );
    expect(foreign.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  describe('the database refuses, for any client:', () => {
    const refusal = { check: '23514', restricted: '23001', unique: '23505' };
    const write = (statement: string) => sql.raw(statement).execute(payments.owner);
    async function inserted(amount: number, change = '') {
      const { paymentId } = await paid('60000');
      return `INSERT INTO refund (agency, id, notice_code, payment_agency, payment_id, payer_key, amount_minor,
                currency, reason, state, requested_by, needs_approval, created_at, next_attempt_at)
        SELECT agency, gen_random_uuid(), notice_code, payment_agency, payment_id, 'payer', ${amount}, 'CNY', 'x',
               'requested', 'one', false, now(), now() + interval '1 year'
        FROM payment_notice WHERE payment_id = '${paymentId}' ${change}`;
    }

    it('a refund above the received amount', async () => {
      await expect(write(await inserted(60_001))).rejects.toMatchObject({
        code: refusal.check,
        constraint: 'refunded_at_most_what_was_paid',
      });
    });

    it('a refund of money that did not arrive', async () => {
      const { paymentId } = await payments.initiate(lin, await payments.issue());
      const statement = (await inserted(1)).replace(/payment_id = '.*'/, `payment_id = '${paymentId}'`);
      await expect(write(statement)).rejects.toMatchObject({ code: refusal.check });
    });

    it('a refund above the limit without a second person', async () => {
      const { rows } = await sql
        .raw<{ id: string }>(`${await inserted(50_001)} RETURNING id`)
        .execute(payments.owner);
      const where = `WHERE id = '${rows[0]!.id}'`;
      for (const set of [
        `state = 'approved'`,
        `state = 'approved', decided_by = 'one'`,
        `needs_approval = false`,
      ]) {
        await expect(write(`UPDATE refund SET ${set} ${where}`), set).rejects.toMatchObject({
          code: set.startsWith('needs') ? refusal.restricted : refusal.check,
        });
      }
      await write(`UPDATE refund SET state = 'rejected' ${where}`);
    });

    it('a refund without a ledger entry, and a wrong end state', async () => {
      const { rows } = await sql
        .raw<{ id: string }>(`${await inserted(1)} RETURNING id`)
        .execute(payments.owner);
      const where = `WHERE id = '${rows[0]!.id}'`;
      for (const state of ['submitted', 'success', 'failed']) {
        await expect(write(`UPDATE refund SET state = '${state}' ${where}`)).rejects.toMatchObject({
          code: refusal.check,
        });
      }
      await write(`UPDATE refund SET state = 'rejected' ${where}`);
      await expect(write(`UPDATE refund SET state = 'approved' ${where}`)).rejects.toMatchObject({
        code: refusal.restricted,
      });
      await expect(write(`UPDATE refund SET amount_minor = 2 ${where}`)).rejects.toMatchObject({
        code: refusal.restricted,
      });
    });

    it('changes of the history', async () => {
      for (const statement of [
        'UPDATE refund_event SET event = event',
        'DELETE FROM refund_event',
        'DELETE FROM refund',
      ]) {
        await expect(write(statement)).rejects.toMatchObject({ code: refusal.restricted });
      }
    });
  });
});
