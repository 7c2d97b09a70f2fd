import { randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { citizen, personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { treasuryDate } from '../money/treasury.ts';
import { disputeStates, nextDisputeState } from '../states/dispute.ts';

const { lin } = personas;
const zhao = citizen(1);
const operator = personas['operator-payments'];
const clerk: Principal = { ...operator, subject: 'clerk', roles: ['notice-clerk'] };
const treasurer: Principal = { ...operator, subject: 'treasurer', roles: ['treasurer'] };
const day = 86_400_000;

const fields = 'id state reason answer notice { code } history { event from to }';
const ofOpening = `__typename ... on DisputeOpened { dispute { ${fields} payment { id } } } ... on PaymentProblem { message }
  ... on DisputeOpenAlready { dispute { id } } ... on DisputeDecidedBefore { dispute { id state } }`;
const ofEnding = `__typename ... on DisputeEnded { dispute { ${fields} } } ... on PaymentProblem { message }
  ... on DisputeNotOpen { dispute { state } }`;
const mutations = {
  disputeNotice: `mutation ($input: DisputeNoticeInput!) { answer: disputeNotice(input: $input) { ${ofOpening} } }`,
  disputePayment: `mutation ($input: DisputePaymentInput!) { answer: disputePayment(input: $input) { ${ofOpening} } }`,
  withdrawDispute: `mutation ($input: WithdrawDisputeInput!) { answer: withdrawDispute(input: $input) { ${ofEnding} } }`,
  decideDispute: `mutation ($input: DecideDisputeInput!) { answer: decideDispute(input: $input) { ${ofEnding} } }`,
};

interface Answer {
  readonly __typename: string;
  readonly dispute: { readonly id: string; readonly state: string };
}

describe('disputes', () => {
  let payments: TestPayments;
  beforeAll(async () => {
    payments = await startTestPayments();
  });
  afterAll(() => payments.stop());

  const ask = async (principal: Principal, name: keyof typeof mutations, input: object) =>
    (
      await payments.ask<{ answer: Answer }>(principal, mutations[name], {
        input: { idempotencyKey: randomUUID(), ...input },
      })
    ).answer;
  const disputeNotice = (noticeCode: string, principal: Principal = lin) =>
    ask(principal, 'disputeNotice', { noticeCode, reason: 'It was not me' });
  const decide = (disputeId: string, decision: 'UPHOLD' | 'REJECT', principal: Principal = clerk) =>
    ask(principal, 'decideDispute', { disputeId, decision, answer: 'We have looked' });
  const withdraw = (disputeId: string, principal: Principal = lin) =>
    ask(principal, 'withdrawDispute', { disputeId });
  const notice = async (code: string) =>
    (
      await payments.ask<{ notice: object }>(
        lin,
        `query ($code: String!) { notice(code: $code) {
          status disputed due { amountMinor } lateFee { amountMinor } history { event reason } } }`,
        { code },
      )
    ).notice;
  /** A notice that lin has paid. */
  async function paid() {
    const noticeCode = await payments.issue();
    const { paymentId } = await payments.initiate(lin, noticeCode);
    await payments.deliver(payments.notification(paymentId, 'payment.succeeded'));
    return { noticeCode, paymentId };
  }

  it('have final end states', () => {
    for (const state of disputeStates) {
      for (const event of ['withdraw', 'uphold', 'reject'] as const) {
        expect(nextDisputeState(state, event) === null).toBe(state !== 'opened');
      }
    }
  });

  describe('about a notice', () => {
    it('are opened by the addressee, once for a key, and are visible to addressee and agency', async () => {
      const noticeCode = await payments.issue();
      const input = { noticeCode, reason: 'It was not me', idempotencyKey: randomUUID() };
      const opened = await ask(lin, 'disputeNotice', input);
      expect(opened).toMatchObject({
        __typename: 'DisputeOpened',
        dispute: {
          state: 'OPENED',
          reason: 'It was not me',
          answer: null,
          notice: { code: noticeCode },
          payment: null,
          history: [{ event: 'OPEN', from: null, to: 'OPENED' }],
        },
      });
      expect(await ask(lin, 'disputeNotice', input)).toEqual(opened);
      const { id } = opened.dispute;
      expect(await disputeNotice(noticeCode)).toMatchObject({
        __typename: 'DisputeOpenAlready',
        dispute: { id },
      });
      const lists = `query ($of: [_Any!]!) { _entities(representations: $of) {
        ... on Citizen { disputes(state: OPENED, first: 1) { nodes { id } } }
        ... on Agency { disputes(state: OPENED, first: 1) { nodes { id } } } } }`;
      const first = { _entities: [{ disputes: { nodes: [{ id }] } }] };
      const own = { of: [{ __typename: 'Citizen', uin: lin.citizenKey }] };
      expect(await payments.ask(lin, lists, own)).toEqual(first);
      const agency = { of: [{ __typename: 'Agency', id: 'finance' }] };
      expect(await payments.ask(clerk, lists, agency)).toEqual(first);
      expect(await payments.ask(treasurer, lists, agency)).toEqual(first);
    });

    it('cannot be opened, read, withdrawn or decided by others', async () => {
      const noticeCode = await payments.issue();
      expect(await disputeNotice(noticeCode, zhao)).toMatchObject({ __typename: 'NoticeNotFound' });
      expect(await disputeNotice('1'.repeat(20))).toMatchObject({ __typename: 'NoticeNotFound' });
      const { id } = (await disputeNotice(noticeCode)).dispute;
      const query = 'query ($id: ID!) { dispute(id: $id) { reason } }';
      const see = (principal: Principal) =>
        payments.subgraph.executeAs(principal, { query, variables: { id } });
      expect(await see(lin)).toEqual({ data: { dispute: { reason: 'It was not me' } } });
      expect(await see(zhao)).toEqual({ data: { dispute: null } });
      const foreign = { ...operator, agency: 'education' };
      expect(await see(foreign)).toEqual({ data: { dispute: null } });
      for (const principal of [personas.anonymous, personas.admin, citizen(0, 'alipay-city')]) {
        const { data, errors } = await see(principal);
        expect(data).toEqual({ dispute: null });
        expect(errors).toHaveLength(1);
      }
      expect(await withdraw(id, zhao)).toMatchObject({ __typename: 'DisputeNotFound' });
      expect(await decide(id, 'UPHOLD', foreign)).toMatchObject({ __typename: 'DisputeNotFound' });
      await expect(decide(id, 'UPHOLD', treasurer)).rejects.toThrow('FORBIDDEN');
      await expect(decide(id, 'UPHOLD', lin)).rejects.toThrow('FORBIDDEN');
      await expect(disputeNotice(noticeCode, operator)).rejects.toThrow('FORBIDDEN');
      await expect(disputeNotice(noticeCode, { ...lin, consents: [] })).rejects.toThrow('FORBIDDEN');
    });

    it('leave the notice due and payable', async () => {
      const code = await payments.issue('100');
      await disputeNotice(code);
      expect(await notice(code)).toMatchObject({
        status: 'ISSUED',
        disputed: true,
        due: { amountMinor: '100' },
      });
      const { paymentId } = await payments.initiate(lin, code);
      await payments.deliver(payments.notification(paymentId, 'payment.succeeded', { amountMinor: '100' }));
      expect(await notice(code)).toMatchObject({ status: 'PAID', disputed: true });
    });

    it('that are upheld withdraw the notice with the reason, and end unpaid payments', async () => {
      const code = await payments.issue();
      const { id } = (await disputeNotice(code)).dispute;
      const { paymentId } = await payments.initiate(lin, code);
      expect(await decide(id, 'UPHOLD')).toMatchObject({
        __typename: 'DisputeEnded',
        dispute: {
          state: 'UPHELD',
          answer: 'We have looked',
          history: [{}, { event: 'UPHOLD', to: 'UPHELD' }],
        },
      });
      expect(await notice(code)).toMatchObject({
        status: 'WITHDRAWN',
        disputed: false,
        history: [{ event: 'WITHDRAW', reason: 'We have looked' }],
      });
      const { rows } = await sql`SELECT state FROM payment WHERE id = ${paymentId}`.execute(payments.db);
      expect(rows).toEqual([{ state: 'cancelled' }]);
      expect(await disputeNotice(code)).toMatchObject({ __typename: 'NoticeWithdrawn' });
    });

    it('that are upheld for a paid notice leave it paid, its money to be refunded', async () => {
      const { noticeCode } = await paid();
      const { id } = (await disputeNotice(noticeCode)).dispute;
      await decide(id, 'UPHOLD');
      expect(await notice(noticeCode)).toMatchObject({ status: 'PAID', disputed: false });
    });

    it('are decided once, and cannot be opened again after the decision', async () => {
      const code = await payments.issue();
      const { id } = (await disputeNotice(code)).dispute;
      const answers = await Promise.all([
        decide(id, 'UPHOLD'),
        decide(id, 'REJECT'),
        withdraw(id),
        decide(id, 'REJECT', { ...clerk, subject: 'another' } as Principal),
      ]);
      const kinds = answers.map(({ __typename }) => __typename).sort();
      expect(kinds).toEqual(['DisputeEnded', ...Array(3).fill('DisputeNotOpen')]);
      const other = await payments.issue();
      const { dispute } = await disputeNotice(other);
      await decide(dispute.id, 'REJECT');
      expect(await disputeNotice(other)).toMatchObject({
        __typename: 'DisputeDecidedBefore',
        dispute: { id: dispute.id, state: 'REJECTED' },
      });
      expect(await notice(other)).toMatchObject({ status: 'ISSUED', disputed: false });
    });

    it('are one, however many are opened simultaneously', async () => {
      const code = await payments.issue();
      const answers = await Promise.all(Array.from({ length: 10 }, () => disputeNotice(code)));
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
        ...Array(9).fill('DisputeOpenAlready'),
        'DisputeOpened',
      ]);
    });

    it.each([
      ['rejected', 'the days of the dispute do not count', '900'],
      ['withdrawn', 'the fee is as if there had been none', '2100'],
    ])('hold the late fee while they are open; when %s, %s', async (end, _what, expected) => {
      const lateFee = { dailyBasisPoints: 300, capPercent: 100 };
      const code = await payments.issue('10000', lin.citizenKey, {
        dueDate: treasuryDate(new Date()),
        lateFee,
      });
      const fee = async () =>
        ((await notice(code)) as { lateFee: { amountMinor: string } }).lateFee.amountMinor;
      payments.advance(2 * day);
      expect(await fee()).toBe('600');
      const { id } = (await disputeNotice(code)).dispute;
      payments.advance(4 * day);
      expect(await fee()).toBe('600');
      if (end === 'rejected') await decide(id, 'REJECT');
      else await withdraw(id);
      payments.advance(day);
      expect(await fee()).toBe(expected);
      payments.advance(-7 * day);
    });

    it('keep the amount of a payment in progress, even if a day has passed', async () => {
      const lateFee = { dailyBasisPoints: 300, capPercent: 100 };
      const dueDate = treasuryDate(new Date());
      const code = await payments.issue('10000', lin.citizenKey, { dueDate, lateFee });
      payments.advance(2 * day);
      const { paymentId } = await payments.initiate(lin, code);
      payments.advance(day);
      const { id } = (await disputeNotice(code)).dispute;
      const arrived = payments.notification(paymentId, 'payment.succeeded', { amountMinor: '10600' });
      await payments.deliver(arrived);
      expect(await notice(code)).toMatchObject({ status: 'PAID', due: { amountMinor: '0' } });
      // Withdrawing the dispute then adds no fee.
      await withdraw(id);
      expect(await notice(code)).toMatchObject({ status: 'PAID', lateFee: { amountMinor: '600' } });
      payments.advance(-3 * day);
    });

    it('opened before the due date cost no day of grace', async () => {
      const lateFee = { dailyBasisPoints: 300, capPercent: 100 };
      const dueDate = treasuryDate(new Date(Date.now() + 5 * day));
      const code = await payments.issue('10000', lin.citizenKey, { dueDate, lateFee });
      const { id } = (await disputeNotice(code)).dispute;
      await decide(id, 'REJECT');
      payments.advance(5 * day);
      expect(await notice(code)).toMatchObject({ lateFee: { amountMinor: '0' } });
      payments.advance(day);
      expect(await notice(code)).toMatchObject({ lateFee: { amountMinor: '300' } });
      payments.advance(-6 * day);
    });

    it('can be opened again after being withdrawn', async () => {
      const code = await payments.issue();
      const { id } = (await disputeNotice(code)).dispute;
      expect(await withdraw(id)).toMatchObject({
        dispute: {
          state: 'WITHDRAWN',
          history: [{}, { event: 'WITHDRAW', from: 'OPENED', to: 'WITHDRAWN' }],
        },
      });
      expect(await disputeNotice(code)).toMatchObject({ __typename: 'DisputeOpened' });
    });
  });

  describe('about a payment', () => {
    const disputePayment = (of: object, principal: Principal = lin) =>
      ask(principal, 'disputePayment', { ...of, reason: 'Paid twice' });

    it('are opened by the payer, decided by the treasurer, and move no money', async () => {
      const of = await paid();
      const books = () =>
        sql`SELECT kind, sum(balance_minor) FROM account_standing GROUP BY kind ORDER BY kind`.execute(
          payments.db,
        );
      const before = (await books()).rows;
      const opened = await disputePayment(of);
      expect(opened).toMatchObject({
        __typename: 'DisputeOpened',
        dispute: { notice: { code: of.noticeCode }, payment: { id: of.paymentId } },
      });
      expect(await disputePayment(of)).toMatchObject({ __typename: 'DisputeOpenAlready' });
      // The notice itself can still be disputed.
      expect(await notice(of.noticeCode)).toMatchObject({ status: 'PAID', disputed: false });
      expect(await disputeNotice(of.noticeCode)).toMatchObject({ __typename: 'DisputeOpened' });
      await expect(decide(opened.dispute.id, 'UPHOLD', clerk)).rejects.toThrow('FORBIDDEN');
      expect(await decide(opened.dispute.id, 'UPHOLD', treasurer)).toMatchObject({
        __typename: 'DisputeEnded',
        dispute: { state: 'UPHELD', notice: { code: of.noticeCode } },
      });
      expect((await books()).rows).toEqual(before);
      expect(await disputePayment(of)).toMatchObject({ __typename: 'DisputeDecidedBefore' });
    });

    it('need received money of the caller’s own payment', async () => {
      const noticeCode = await payments.issue();
      const { paymentId } = await payments.initiate(lin, noticeCode);
      expect(await disputePayment({ noticeCode, paymentId })).toMatchObject({
        __typename: 'PaymentBroughtNothing',
      });
      expect(await disputePayment(await paid(), zhao)).toMatchObject({ __typename: 'PaymentNotFound' });
      expect(await disputePayment({ ...(await paid()), noticeCode })).toMatchObject({
        __typename: 'PaymentNotFound',
      });
      expect(await disputePayment({ noticeCode, paymentId: "' OR 1=1" })).toMatchObject({
        __typename: 'PaymentNotFound',
      });
    });
  });

  it('cannot be changed in the database', async () => {
    const { id } = (await disputeNotice(await payments.issue())).dispute;
    await decide(id, 'REJECT');
    for (const change of [
      sql`UPDATE dispute SET reason = 'x' WHERE id = ${id}`,
      sql`UPDATE dispute SET state = 'opened', answer = NULL, ended_at = NULL WHERE id = ${id}`,
      sql`DELETE FROM dispute WHERE id = ${id}`,
      sql`UPDATE dispute_event SET actor = 'x' WHERE dispute_id = ${id}`,
      sql`UPDATE notice SET disputed = true WHERE code = (SELECT notice_code FROM dispute WHERE id = ${id})`,
    ]) {
      await expect(change.execute(payments.owner)).rejects.toMatchObject({
        code: expect.stringMatching(/^23/),
      });
    }
  });

  it('are reported to the app through which they were opened', async () => {
    const register = `mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input) { __typename } }`;
    const input = { url: 'http://127.0.0.1:9/', idempotencyKey: randomUUID() };
    await payments.ask(personas['wechat-city'], register, { input });
    const { id } = (await disputeNotice(await payments.issue())).dispute;
    await decide(id, 'REJECT');
    const log = await payments.ask(
      personas['wechat-city'],
      '{ paymentWebhooks { deliveries(first: 2) { nodes { type disputeId paymentId } } } }',
    );
    const told = (type: string) => ({ type, disputeId: id, paymentId: null });
    expect(log).toEqual({
      paymentWebhooks: [
        { deliveries: { nodes: expect.arrayContaining([told('dispute.opened'), told('dispute.rejected')]) } },
      ],
    });
  });
});
