import { randomUUID } from 'node:crypto';
import { personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import type { Db } from '../database/database.ts';

const { lin } = personas;

/** SQLSTATE of the refusal. */
const refusal = { check: '23514', append: '23001', unique: '23505', foreignKey: '23503', notNull: '23502' };

describe('the database protects the ledger against any client', () => {
  let payments: TestPayments;
  beforeAll(async () => {
    payments = await startTestPayments();
  });
  afterAll(() => payments.stop());

  const write = (statements: (trx: Db) => Promise<unknown>) =>
    payments.owner.transaction().execute(statements);

  /** A payment without a transfer. */
  async function openPayment(trx: Db): Promise<{ agency: string; paymentId: string; transferId: string }> {
    const paymentId = randomUUID();
    await sql`
      INSERT INTO payment (agency, id, payees, payer_key, client_id, provider, amount_minor, currency,
                           state, created_at, expires_at)
      VALUES ('finance', ${paymentId}, '{finance}', 'CTZ-0000000000', 'test', 'test', 5, 'CNY', 'error',
              now(), now())`.execute(trx);
    await pays(trx, paymentId, 5, 'surplus', "agency = 'finance'");
    return { agency: 'finance', paymentId, transferId: randomUUID() };
  }

  /** Part of the payment for one notice that the condition selects. */
  const pays = (trx: Db, paymentId: string, amount: number, state: string, condition: string) =>
    sql`INSERT INTO payment_notice (agency, notice_code, payment_agency, payment_id, line, amount_minor,
                                    currency, state, position_minor)
      SELECT agency, code, 'finance', ${paymentId}, 1, ${amount}, 'CNY', ${state},
             CASE WHEN ${state} = 'settled' THEN paid_minor END
      FROM notice WHERE ${sql.raw(condition)} LIMIT 1`.execute(trx);

  async function transfer(
    trx: Db,
    amounts: readonly [account: string, amount: bigint, currency?: string][],
  ): Promise<{ transferId: string }> {
    const { agency, paymentId, transferId } = await openPayment(trx);
    await sql`INSERT INTO account (agency, id, kind, currency) VALUES
      ('finance', 'clearing:test', 'clearing', 'CNY'), ('finance', 'surplus', 'surplus', 'CNY')
      ON CONFLICT DO NOTHING`.execute(trx);
    await sql`INSERT INTO transfer (agency, id, payment_agency, payment_id, kind, posted_at, entries)
      VALUES (${agency}, ${transferId}, ${agency}, ${paymentId}, 'surplus', now(), 2)`.execute(trx);
    for (const [index, [account, amount, currency = 'CNY']] of amounts.entries()) {
      await sql`INSERT INTO entry (agency, transfer_id, line, account_id, amount_minor, currency)
        VALUES (${agency}, ${transferId}, ${index + 1}, ${account}, ${amount}, ${currency})`.execute(trx);
    }
    return { transferId };
  }

  it('accepts a transfer that adds up to zero', async () => {
    await expect(
      write((trx) =>
        transfer(trx, [
          ['clearing:test', 5n],
          ['surplus', -5n],
        ]),
      ),
    ).resolves.toHaveProperty('transferId');
  });

  it.each<[string, string, [string, bigint, string?][]]>([
    [
      'one that does not add up',
      refusal.check,
      [
        ['clearing:test', 5n],
        ['surplus', -4n],
      ],
    ],
    ['one side only', refusal.check, [['clearing:test', 5n]]],
    ['one without entries', refusal.check, []],
    [
      'an entry of nothing',
      refusal.check,
      [
        ['clearing:test', 0n],
        ['surplus', 0n],
      ],
    ],
    [
      'an account that does not exist',
      refusal.foreignKey,
      [
        ['clearing:test', 5n],
        ['pocket', -5n],
      ],
    ],
    [
      'another currency than the account’s',
      refusal.foreignKey,
      [
        ['clearing:test', 5n, 'USD'],
        ['surplus', -5n, 'USD'],
      ],
    ],
  ])('refuses %s', async (_what, code, amounts) => {
    await expect(write((trx) => transfer(trx, amounts))).rejects.toMatchObject({ code });
  });

  it('refuses a balanced pair added to an earlier transfer', async () => {
    const { transferId } = (await write((trx) =>
      transfer(trx, [
        ['clearing:test', 5n],
        ['surplus', -5n],
      ]),
    )) as { transferId: string };
    const late = write((trx) =>
      sql`INSERT INTO entry (agency, transfer_id, line, account_id, amount_minor, currency) VALUES
        ('finance', ${transferId}, 3, 'clearing:test', 7, 'CNY'),
        ('finance', ${transferId}, 4, 'surplus', -7, 'CNY')`.execute(trx),
    );
    await expect(late).rejects.toMatchObject({ code: refusal.append });
  });

  it('refuses more entries than a transfer declares, and a transfer that declares no number', async () => {
    const balanced = (entries: number | null) =>
      write(async (trx) => {
        const { transferId } = await transfer(trx, [
          ['clearing:test', 5n],
          ['surplus', -5n],
        ]);
        await sql`UPDATE transfer SET entries = ${entries} WHERE id = ${transferId}`.execute(trx);
      });
    await sql`ALTER TABLE transfer DISABLE TRIGGER transfer_append_only`.execute(payments.owner);
    try {
      await expect(balanced(3)).rejects.toMatchObject({ code: refusal.check });
      await expect(balanced(null)).rejects.toMatchObject({ code: refusal.append });
    } finally {
      await sql`ALTER TABLE transfer ENABLE TRIGGER transfer_append_only`.execute(payments.owner);
    }
  });

  it('refuses to post money of one payment twice', async () => {
    const again = write((trx) =>
      sql`INSERT INTO transfer (agency, id, payment_agency, payment_id, kind, posted_at)
        SELECT agency, gen_random_uuid(), payment_agency, payment_id, 'surplus', now()
        FROM transfer LIMIT 1`.execute(trx),
    );
    await expect(again).rejects.toMatchObject({ code: refusal.unique });
  });

  it.each(['account', 'transfer', 'entry', 'receipt', 'payment_event', 'notice_item'])(
    'refuses to change, delete or truncate %s',
    async (table) => {
      const before = await count(table);
      expect(before).toBeGreaterThan(0);
      for (const statement of [
        `UPDATE ${table} SET agency = 'education'`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ]) {
        await expect(sql.raw(statement).execute(payments.owner), statement).rejects.toMatchObject({
          code: refusal.append,
        });
      }
      expect(await count(table)).toBe(before);
    },
  );

  describe('a notice cannot be paid twice:', () => {
    /** A payment of 5 fen in state success, for a notice that the condition selects. */
    const succeed = (condition: string, after: (trx: Db) => Promise<unknown> = async () => {}) =>
      write(async (trx) => {
        const paymentId = randomUUID();
        await sql`
          INSERT INTO payment (agency, id, payees, payer_key, client_id, provider, amount_minor, currency,
                               state, created_at, expires_at)
          VALUES ('finance', ${paymentId}, '{finance}', 'CTZ-0000000000', 'test', 'test', 5, 'CNY', 'success',
                  now(), now())`.execute(trx);
        await pays(trx, paymentId, 5, 'settled', condition);
        await after(trx);
      });
    const paid = "agency = 'finance' AND status = 'paid'";

    it('no payment settles a notice that another has settled', async () => {
      await expect(
        succeed(paid, (trx) =>
          sql`UPDATE payment_notice SET position_minor = 0
          WHERE amount_minor = 5 AND state = 'settled'`.execute(trx),
        ),
      ).rejects.toMatchObject({ code: refusal.unique, constraint: 'payment_settles_notice_once' });
    });

    it('the paid amount never exceeds the debt', async () => {
      await expect(
        succeed(paid, (trx) =>
          sql`UPDATE notice SET paid_minor = paid_minor + 5
          WHERE code IN (SELECT notice_code FROM payment_notice WHERE amount_minor = 5)`.execute(trx),
        ),
      ).rejects.toMatchObject({ code: refusal.check, constraint: 'notice_paid_at_most_once' });
    });

    it('a settled part must count for its notice', async () => {
      await expect(succeed(paid)).rejects.toMatchObject({ code: refusal.check });
    });

    it('a notice’s paid amount needs a payment', async () => {
      const counted = sql`UPDATE notice SET status = 'paid', paid_minor = amount_minor
        WHERE code = (SELECT code FROM notice WHERE status = 'issued' LIMIT 1)`;
      await expect(counted.execute(payments.owner)).rejects.toMatchObject({ code: refusal.check });
    });

    it('the status matches the paid amount', async () => {
      const said = sql`UPDATE notice SET status = 'paid'
        WHERE code = (SELECT code FROM notice WHERE status = 'issued' LIMIT 1)`;
      await expect(said.execute(payments.owner)).rejects.toMatchObject({
        code: refusal.check,
        constraint: 'notice_status_says_what_is_paid',
      });
    });
  });

  it('refuses a receipt for an unpaid part', async () => {
    const receipt = sql`
      INSERT INTO receipt (agency, number, payment_id, notice_code, payer_key, amount_minor, currency, issued_at, signed)
      SELECT agency, '102-2026-9999999999', payment_id, notice_code, 'CTZ-0000000000', amount_minor, currency, now(), 's'
        FROM payment_notice WHERE state = 'surplus' LIMIT 1`;
    await expect(receipt.execute(payments.owner)).rejects.toMatchObject({
      code: refusal.check,
      message: expect.stringContaining('its receipt'),
    });
  });

  it.each([
    ['settled', 'its receipt'],
    ['surplus', 'is not in the ledger'],
  ])('refuses money that is %s and has no receipt or no transfer', async (state, reason) => {
    const code = await payments.issue();
    const { paymentId } = await payments.initiate(lin, code);
    const isSettled = state === 'settled';
    const taken = write(async (trx) => {
      await sql`UPDATE payment SET state = ${isSettled ? 'success' : 'error'} WHERE id = ${paymentId}`.execute(
        trx,
      );
      await sql`UPDATE payment_notice SET state = ${state}, position_minor = CASE WHEN ${isSettled} THEN 0 END
        WHERE payment_id = ${paymentId}`.execute(trx);
      if (isSettled) {
        await sql`UPDATE notice SET status = 'paid', paid_minor = amount_minor WHERE code = ${code}`.execute(
          trx,
        );
      }
    });
    await expect(taken).rejects.toMatchObject({
      code: refusal.check,
      message: expect.stringContaining(reason),
    });
  });

  it('refuses to reduce the paid amount of a notice', async () => {
    const { rows } = await sql<{ id: string; code: string }>`
      SELECT payment_id AS id, notice_code AS code FROM payment_notice JOIN notice ON code = notice_code
       WHERE state = 'settled' AND payment_notice.amount_minor = paid_minor AND refunded_minor = 0 LIMIT 1`.execute(
      payments.owner,
    );
    const [{ id, code } = { id: '', code: '' }] = rows;
    const undone = write(async (trx) => {
      await sql`UPDATE payment SET state = 'cancelled' WHERE id = ${id}`.execute(trx);
      await sql`UPDATE payment_notice SET state = 'released', position_minor = NULL WHERE payment_id = ${id}`.execute(
        trx,
      );
      await sql`UPDATE notice SET status = 'issued', paid_minor = 0 WHERE code = ${code}`.execute(trx);
    });
    await expect(undone).rejects.toMatchObject({
      code: refusal.check,
      message: expect.stringContaining('stays so'),
    });
  });

  it.each<[string, string]>([
    ['amount', 'UPDATE payment SET amount_minor = amount_minor + 1'],
    ['payees', "UPDATE payment SET payees = '{education}'"],
    ['state', "UPDATE payment SET state = 'failed'"],
    ['notice’s part', 'UPDATE payment_notice SET amount_minor = amount_minor + 1'],
  ])('refuses a payment whose %s contradicts its notices', async (_what, change) => {
    const one = sql.raw(`${change} WHERE ${change.includes('payment SET') ? 'id' : 'payment_id'} =
      (SELECT id FROM payment WHERE state = 'success' AND agency = 'finance' LIMIT 1)`);
    await expect(one.execute(payments.owner)).rejects.toMatchObject({ code: refusal.check });
  });

  it('refuses a notice whose items do not add up to its amount', async () => {
    const short = write(async (trx) => {
      await sql`INSERT INTO notice (agency, code, amount_minor, currency, issued_at, due_date)
        VALUES ('finance', '33010210300000000001', 100, 'CNY', now(), '2099-01-01')`.execute(trx);
      await sql`INSERT INTO notice_item (agency, notice_code, line, revenue_code, legal_basis, amount_minor)
        VALUES ('finance', '33010210300000000001', 1, '103049901', 'Fee schedule', 99)`.execute(trx);
    });
    await expect(short).rejects.toMatchObject({ code: refusal.check });
  });

  it('refuses a code with another agency’s unit number', async () => {
    const foreign = sql`INSERT INTO notice (agency, code, amount_minor, currency, issued_at, due_date)
      VALUES ('finance', '33010210500000000001', 100, 'CNY', now(), '2099-01-01')`.execute(payments.owner);
    await expect(foreign).rejects.toMatchObject({ code: refusal.foreignKey });
  });

  async function count(table: string): Promise<number> {
    const { rows } = await sql
      .raw<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)
      .execute(payments.owner);
    return rows[0]!.n;
  }
});
