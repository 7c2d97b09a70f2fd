import { insufficientPrivilege, tryTampering } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { paymentsRights } from './database-rights.ts';

let payments: TestPayments;
beforeAll(async () => {
  payments = await startTestPayments();
});
afterAll(() => payments.stop());

it('PostgreSQL refuses every statement of the service that alters append-only data', async () => {
  const attempts = await tryTampering(payments.config.databaseUrl);
  expect(attempts.filter(({ code }) => code !== insufficientPrivilege)).toEqual([]);
  const statements = attempts.map(({ statement }) => statement);
  for (const table of ['entry', 'transfer', 'receipt', 'payment_event', 'refund_event']) {
    expect(statements).toContain(`DELETE FROM ${table}`);
  }
});

it.each([
  'UPDATE account_balance SET balance_minor = 0',
  'INSERT INTO balance_backlog SELECT agency, id FROM transfer',
  'DELETE FROM balance_backlog',
  "INSERT INTO revenue_code (code, name) VALUES ('199', 'Mine')",
  "SELECT setval('receipt_serial', 1)",
  "UPDATE payment SET amount_minor = 1, payer_key = 'x'",
  'UPDATE notice SET amount_minor = 1',
  "UPDATE kysely_migration SET name = 'x'",
])('and this: %s', async (statement) => {
  await expect(sql.raw(statement).execute(payments.db)).rejects.toMatchObject({
    code: insufficientPrivilege,
  });
});

it('every table has listed rights', async () => {
  const { rows } = await sql<{ name: string }>`SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`.execute(payments.owner);
  expect(Object.keys(paymentsRights).sort()).toEqual(rows.map(({ name }) => name).sort());
});
