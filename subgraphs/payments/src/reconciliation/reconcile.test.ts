import { personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiateMutation, startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { checkBooks } from '../ledger/balances.ts';
import { treasuryDate } from '../money/treasury.ts';
import type { PaymentProvider, StatementLine } from '../provider/provider.ts';
import { reconcile } from './reconcile.ts';

const { lin, admin, 'operator-payments': treasurer } = personas;
const dayMilliseconds = 86_400_000;

const oneQuery = `{ _entities(representations: [{ __typename: "Agency", id: "finance" }]) { ... on Agency {
  reconciliation(first: 100) { nodes {
    transaction kind verdict amount { amountMinor } fee { amountMinor }
    payment { id state parts { notice { code status } receipt { number } } }
    ledger { account amount { amountMinor } }
    settlement { id state day collected { amountMinor } refunded { amountMinor } fee { amountMinor } net { amountMinor } }
  } }
} } }`;
const queue = `query ($closed: Boolean!) { paymentCases(closed: $closed, first: 100) { nodes {
  id kind paymentId transaction expectedMinor foundMinor resolution
} } }`;
const close = `mutation ($input: ClosePaymentCaseInput!) { closePaymentCase(input: $input) {
  __typename ... on PaymentCaseClosed { case { resolution } } } }`;
const settle = `mutation ($input: SettleWindowInput!) { settleWindow(input: $input) {
  __typename ... on WindowSettled { settlement { state bankReference } } } }`;

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly paymentId: string | null;
  readonly transaction: string | null;
}
interface Item {
  readonly transaction: string;
  readonly verdict: string;
  readonly settlement: { readonly id: string };
}

describe('reconciliation', () => {
  let payments: TestPayments;
  // The clock stands at noon in the treasury's time zone, 04:00 UTC, so no midnight interferes.
  const noon = dayMilliseconds / 6;
  const toNoon = (dayMilliseconds + noon - (Date.now() % dayMilliseconds)) % dayMilliseconds;
  const now = () => Date.now() + toNoon;
  const dayAfter = (days: number) => treasuryDate(new Date(now() + days * dayMilliseconds));
  let ahead = 0;
  const clock = () => new Date(now() + ahead);
  const statements = new Map<string, StatementLine[]>();
  const problems: unknown[] = [];
  const run = () => {
    const provider = { name: 'test', fetchStatement: async (day: string) => statements.get(day) ?? null };
    const providers = new Map([['test' as const, provider as unknown as PaymentProvider]]);
    return reconcile({ db: payments.db, clock, providers, report: (error) => problems.push(error) });
  };
  const line = (order: string, change: Partial<StatementLine> = {}): StatementLine => ({
    kind: 'payment',
    transaction: `T-${order}`,
    order,
    refund: null,
    amountMinor: 10_000n,
    feeMinor: 60n,
    currency: 'CNY',
    occurredAt: new Date(now()),
    ...change,
  });
  const paid = async () => {
    const code = await payments.issue();
    const { paymentId } = await payments.initiate(lin, code);
    await payments.deliver(payments.notification(paymentId, 'payment.succeeded'));
    return { id: paymentId, code };
  };
  const items = async () => {
    const data = await payments.ask<{ _entities: [{ reconciliation: { nodes: Item[] } }] }>(
      treasurer,
      oneQuery,
    );
    return data._entities[0].reconciliation.nodes;
  };
  const cases = async (closed = false) =>
    (await payments.ask<{ paymentCases: { nodes: Case[] } }>(treasurer, queue, { closed })).paymentCases
      .nodes;
  const standing = async (account: string) => {
    const { rows } = await sql<{ balance_minor: string }>`SELECT balance_minor FROM account_standing
      WHERE agency = 'finance' AND account_id = ${account}`.execute(payments.db);
    return BigInt(rows[0]?.balance_minor ?? 0);
  };
  const item = async (order: string) => (await items()).find((one) => one.transaction === `T-${order}`);

  let today: string;
  let good: { id: string; code: string };
  let wrong: { id: string; code: string };
  let twice: { id: string; code: string };
  let late: string;
  let unseen: { id: string; code: string };
  const stranger = '00000000-0000-4000-8000-000000000000';

  beforeAll(async () => {
    payments = await startTestPayments();
    payments.advance(toNoon);
    // The demo's own payments are not in these statements.
    await sql`UPDATE payment SET provider = 'alipay'`.execute(payments.owner);
    today = dayAfter(0);
    [good, wrong, twice, unseen] = [await paid(), await paid(), await paid(), await paid()];
    late = (await payments.initiate(lin, await payments.issue())).paymentId;
    statements.set(today, [
      line(good.id),
      line(wrong.id, { amountMinor: 9_999n }),
      line(twice.id),
      line(twice.id, { transaction: 'T-again', occurredAt: new Date(now() + 1_000) }),
      line(late),
      line(stranger),
      line('NOT-OURS-1', { kind: 'refund', refund: 'NOT-OURS-2', feeMinor: 0n }),
    ]);
    ahead = dayMilliseconds;
    await run();
  });
  afterAll(() => payments.stop());

  it('shows a line with its notice, payment, ledger, settlement and receipt in one query', async () => {
    expect(await item(good.id)).toEqual({
      transaction: `T-${good.id}`,
      kind: 'PAYMENT',
      verdict: 'MATCHED',
      amount: { amountMinor: '10000' },
      fee: { amountMinor: '60' },
      payment: {
        id: good.id,
        state: 'SUCCESS',
        parts: [
          {
            notice: { code: good.code, status: 'PAID' },
            receipt: { number: expect.stringMatching(/^\d{3}-/) },
          },
        ],
      },
      ledger: [
        { account: 'clearing:test', amount: { amountMinor: '10000' } },
        { account: 'revenue:330102:103049901', amount: { amountMinor: '-10000' } },
      ],
      settlement: {
        id: expect.any(String),
        state: 'CLOSED',
        day: today,
        collected: { amountMinor: '59999' },
        refunded: { amountMinor: '10000' },
        fee: { amountMinor: '360' },
        net: { amountMinor: '49639' },
      },
    });
  });

  it('classifies every break and opens one case for it', async () => {
    const open = async () =>
      (await cases()).map(({ kind, paymentId, transaction }) => [kind, paymentId, transaction]).sort();
    const expected = [
      ['AMOUNT', wrong.id, `T-${wrong.id}`],
      ['DOUBLE', twice.id, 'T-again'],
      ['MISSING_HERE', late, `T-${late}`],
      ['MISSING_HERE', null, `T-${stranger}`],
      ['MISSING_HERE', null, 'T-NOT-OURS-1'],
    ].sort();
    expect(await open()).toEqual(expected);
    await run();
    expect(await open()).toEqual(expected);
    expect(problems).toEqual([]);
  });

  it('finds posted money that is in no statement, a day later', async () => {
    ahead = 2 * dayMilliseconds;
    statements.set(dayAfter(1), []);
    await run();
    const missing = (await cases()).filter(({ kind }) => kind === 'MISSING_THERE');
    expect(missing).toMatchObject([{ paymentId: unseen.id, expectedMinor: '10000', foundMinor: null }]);
  });

  it('closes cases that resolve themselves', async () => {
    await payments.deliver(payments.notification(late, 'payment.succeeded'));
    await run();
    expect(await item(late)).toMatchObject({ verdict: 'MATCHED' });
    expect((await cases(true)).filter(({ paymentId }) => paymentId === late)).toMatchObject([
      { kind: 'MISSING_HERE', resolution: 'matched' },
    ]);
  });

  it('settles a window after its breaks are resolved, permanently', async () => {
    const { settlement } = (await item(good.id))!;
    const settling = (key: string) =>
      payments.ask(treasurer, settle, {
        input: { id: settlement.id, bankReference: 'CNAPS 1', idempotencyKey: key },
      });
    expect(await settling('1')).toEqual({ settleWindow: { __typename: 'BreaksOpen' } });
    const clearing = await standing('clearing:test');
    for (const { id } of await cases()) {
      const input = { id, resolution: 'Written to the provider', idempotencyKey: id };
      const closed = {
        closePaymentCase: { __typename: 'PaymentCaseClosed', case: { resolution: input.resolution } },
      };
      expect(await payments.ask(admin, close, { input })).toEqual(closed);
      expect(await payments.ask(admin, close, { input })).toEqual(closed);
      const again = { ...input, idempotencyKey: `${id} again` };
      expect(await payments.ask(treasurer, close, { input: again })).toEqual({
        closePaymentCase: { __typename: 'PaymentCaseNotOpen' },
      });
    }
    expect(await settling('2')).toEqual({
      settleWindow: {
        __typename: 'WindowSettled',
        settlement: { state: 'SETTLED', bankReference: 'CNAPS 1' },
      },
    });
    // The provider's debt is paid into the bank, except the fee; what breaks concern stays.
    expect(await standing('bank')).toBe(49_639n);
    expect(await standing('fee:test')).toBe(360n);
    expect(await standing('clearing:test')).toBe(clearing - 49_999n);
    expect(await checkBooks(payments.db)).toEqual([]);
    expect(await settling('3')).toEqual({ settleWindow: { __typename: 'WindowNotClosed' } });
    await run();
    // A case closed by an operator is not reopened.
    expect(await cases()).toEqual([]);
    const change = sql`UPDATE settlement_window SET fee_minor = 0 WHERE state = 'settled'`.execute(
      payments.owner,
    );
    await expect(change).rejects.toMatchObject({ code: '23001' });
  });

  it('counts a payment to several agencies in the window of each, and its fee in that of the first', async () => {
    ahead = 3 * dayMilliseconds;
    const codes = [await payments.issue('2500'), await payments.issueFor('education', '700')];
    const { initiatePayment } = await payments.ask<{ initiatePayment: { paymentId: string } }>(
      lin,
      initiateMutation,
      { input: { notices: codes.map((code) => ({ code })), provider: 'TEST', idempotencyKey: 'several' } },
    );
    const { paymentId } = initiatePayment;
    await payments.deliver(payments.notification(paymentId, 'payment.succeeded', { amountMinor: '3200' }));
    const day = dayAfter(2);
    statements.set(day, [line(paymentId, { amountMinor: 3_200n, feeMinor: 19n })]);
    await run();
    const windows = await payments.db
      .selectFrom('settlement_window')
      .select(['id', 'agency', 'state', 'collected_minor', 'fee_minor'])
      .where('day', '=', day)
      .orderBy('agency')
      .execute();
    expect(windows).toMatchObject([
      { agency: 'education', state: 'closed', collected_minor: '700', fee_minor: '0' },
      { agency: 'finance', state: 'closed', collected_minor: '2500', fee_minor: '19' },
    ]);
    // A break of its one line blocks both.
    await sql`INSERT INTO payment_case (agency, id, kind, provider, payment_id, transaction, line_kind, expected_minor,
        found_minor, opened_at)
      SELECT agency, gen_random_uuid(), 'double', provider, payment_id, transaction, kind, amount_minor, amount_minor, now()
      FROM statement_line WHERE payment_id = ${paymentId}`.execute(payments.db);
    for (const { agency, id } of windows) {
      const input = { id, bankReference: 'CNAPS 2', idempotencyKey: `early ${id}` };
      expect(await payments.ask({ ...treasurer, agency }, settle, { input })).toEqual({
        settleWindow: { __typename: 'BreaksOpen' },
      });
    }
    await sql`UPDATE payment_case SET closed_at = now(), resolution = 'seen'
      WHERE payment_id = ${paymentId}`.execute(payments.db);
    for (const { agency, id } of windows) {
      const input = { id, bankReference: 'CNAPS 2', idempotencyKey: id };
      expect(await payments.ask({ ...treasurer, agency }, settle, { input })).toMatchObject({
        settleWindow: { __typename: 'WindowSettled' },
      });
    }
    expect(await checkBooks(payments.db)).toEqual([]);
  });

  it('settles nothing that is not posted', async () => {
    await sql`INSERT INTO settlement_window (agency, provider, day, state, opened_at, currency)
      VALUES ('finance', 'test', ${dayAfter(9)}, 'open', now(), 'CNY')`.execute(payments.db);
    const settled = sql`UPDATE settlement_window SET state = 'settled', closed_at = now(), settled_at = now(),
      settled_by = 'x', bank_reference = 'x', collected_minor = 5
      WHERE id = (SELECT id FROM settlement_window WHERE state <> 'settled' LIMIT 1)`;
    await expect(settled.execute(payments.owner)).rejects.toMatchObject({ code: '23514' });
    const posted = payments.owner.transaction().execute((trx) =>
      sql`WITH posted AS (
        INSERT INTO transfer (agency, id, settlement_id, kind, posted_at)
        SELECT agency, gen_random_uuid(), id, 'settlement', now() FROM settlement_window
        WHERE state = 'settled' LIMIT 1 RETURNING 1)
      SELECT * FROM posted`.execute(trx),
    );
    await expect(posted).rejects.toMatchObject({ code: '23505', constraint: 'transfer_of_settlement_once' });
  });

  it('shows no other agency’s lines, and no citizen any', async () => {
    for (const principal of [lin, personas['operator-transport'], admin]) {
      const { errors } = await payments.subgraph.executeAs(principal, { query: oneQuery });
      expect(errors?.length).toBeGreaterThan(0);
    }
  });

  it('continues with the other days if one is unavailable', async () => {
    ahead = 5 * dayMilliseconds;
    const day = dayAfter(3);
    statements.set(dayAfter(4), []);
    const get = statements.get.bind(statements);
    statements.get = (key) => {
      if (key === day) throw new Error('down');
      return get(key);
    };
    await run();
    expect(problems).toHaveLength(1);
    const { rows } = await sql`SELECT day FROM provider_statement ORDER BY day DESC LIMIT 1`.execute(
      payments.db,
    );
    expect(rows).toEqual([{ day: dayAfter(4) }]);
  });
});
