import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../database.ts';
import { startTestPayments, type TestPayments } from '../payments.fixture.ts';

/** SQLSTATE of what the database says. */
const refusal = { check: '23514', append: '23001', unique: '23505', foreignKey: '23503', notNull: '23502' };

describe('the database keeps the ledger, whoever writes', () => {
  let payments: TestPayments;
  beforeAll(async () => {
    payments = await startTestPayments();
  });
  afterAll(() => payments.stop());

  const write = (statements: (trx: Db) => Promise<unknown>) => payments.db.transaction().execute(statements);

  /** A payment without a transfer, to hang one on. */
  async function openPayment(trx: Db): Promise<{ agency: string; paymentId: string; transferId: string }> {
    const paymentId = randomUUID();
    await sql`
      INSERT INTO payment (agency, id, notice_code, payer_key, client_id, provider, amount_minor, currency,
                           state, created_at, expires_at)
      SELECT agency, ${paymentId}, code, 'CTZ-0000000000', 'test', 'test', amount_minor, currency, 'error',
             now(), now()
      FROM notice WHERE agency = 'finance' LIMIT 1`.execute(trx);
    return { agency: 'finance', paymentId, transferId: randomUUID() };
  }

  async function transfer(
    trx: Db,
    amounts: readonly [account: string, amount: bigint, currency?: string][],
  ): Promise<{ transferId: string }> {
    const { agency, paymentId, transferId } = await openPayment(trx);
    await sql`INSERT INTO account (agency, id, kind, currency) VALUES
      ('finance', 'clearing:test', 'clearing', 'CNY'), ('finance', 'surplus', 'surplus', 'CNY')
      ON CONFLICT DO NOTHING`.execute(trx);
    await sql`INSERT INTO transfer (agency, id, payment_id, kind, posted_at)
      VALUES (${agency}, ${transferId}, ${paymentId}, 'surplus', now())`.execute(trx);
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

  it('refuses a balanced pair slipped into a transfer of an earlier transaction', async () => {
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

  it('refuses money of one payment twice', async () => {
    const again = write((trx) =>
      sql`INSERT INTO transfer (agency, id, payment_id, kind, posted_at)
        SELECT agency, gen_random_uuid(), payment_id, 'surplus', now() FROM transfer LIMIT 1`.execute(trx),
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
        await expect(sql.raw(statement).execute(payments.db), statement).rejects.toMatchObject({
          code: refusal.append,
        });
      }
      expect(await count(table)).toBe(before);
    },
  );

  it('refuses a second successful payment of a notice', async () => {
    const again = sql`
      INSERT INTO payment (agency, id, notice_code, payer_key, client_id, provider, amount_minor, currency,
                           state, created_at, expires_at)
      SELECT agency, gen_random_uuid(), notice_code, payer_key, client_id, provider, amount_minor, currency,
             state, created_at, expires_at
      FROM payment WHERE state = 'success' LIMIT 1`.execute(payments.db);
    await expect(again).rejects.toMatchObject({
      code: refusal.unique,
      constraint: 'payment_settles_notice_once',
    });
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
      VALUES ('finance', '33010210500000000001', 100, 'CNY', now(), '2099-01-01')`.execute(payments.db);
    await expect(foreign).rejects.toMatchObject({ code: refusal.foreignKey });
  });

  async function count(table: string): Promise<number> {
    const { rows } = await sql
      .raw<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)
      .execute(payments.db);
    return rows[0]!.n;
  }
});
