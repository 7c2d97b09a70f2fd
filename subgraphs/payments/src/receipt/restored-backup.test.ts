import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startCluster } from '@civic-graph/demo/database-server';
import { personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPaymentsOn, type TestPayments } from '../../test/fixtures/payments.ts';
import { checkBooks } from '../ledger/balances.ts';
import { receiptKeySet } from './keys.ts';
import { verifyReceipt } from './verify-receipt.ts';

const run = promisify(execFile);
const payments = 3;

/** Published identifiers, each of which must stay unique. */
type Issued = Readonly<Record<'receipts' | 'payments' | 'refunds' | 'messages', readonly string[]>>;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-backup-'));
  // The server's account must be able to enter it.
  await chmod(folder, 0o711);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cluster = () => join(folder, 'cluster');
const backup = () => join(folder, 'backup');
const copy = (from: string, to: string) => run('cp', ['-a', from, to]);

async function onServer<Result>(work: (service: TestPayments) => Promise<Result>): Promise<Result> {
  const server = await startCluster({ folder: cluster(), password: 'a-throw-away-cluster', durable: false });
  const service = await startPaymentsOn({ url: server.url, stop: server.stop });
  try {
    return await work(service);
  } finally {
    await service.stop();
  }
}

async function payAndTell(service: TestPayments): Promise<Issued> {
  const before = new Date();
  await sql`INSERT INTO webhook_endpoint (client_id, id, url, created_at)
    VALUES ('wechat-city', gen_random_uuid(), 'https://example.org/', now())`.execute(service.db);
  for (let count = 0; count < payments; count += 1) {
    const noticeCode = await service.issue();
    const { paymentId } = await service.initiate(personas.lin, noticeCode);
    await service.deliver(service.notification(paymentId, 'payment.succeeded'));
    await service.ask(personas['operator-payments'], refund, {
      input: { paymentId, noticeCode, reason: 'test', idempotencyKey: paymentId },
    });
  }
  const list = async (query: string) => {
    const { rows } = await sql<{ id: string }>`${sql.raw(query)} > ${before}`.execute(service.db);
    return rows.map(({ id }) => id);
  };
  const keys = await receiptKeySet(service.db);
  const signed = await list('SELECT signed AS id FROM receipt WHERE issued_at');
  const verified = await Promise.all(signed.map((text) => verifyReceipt(text, keys)));
  return {
    receipts: verified.map(({ number }) => number),
    payments: await list('SELECT id FROM payment WHERE created_at'),
    refunds: await list('SELECT id FROM refund WHERE created_at'),
    messages: await list('SELECT id FROM webhook_message WHERE occurred_at'),
  };
}

it('a restored backup never reuses a published identifier', {
  timeout: 120_000,
}, async () => {
  await onServer(async () => {});
  await copy(cluster(), backup());
  const lost = await onServer(payAndTell);
  await rm(cluster(), { recursive: true });
  await copy(backup(), cluster());
  const issued = await onServer(async (service) => {
    const again = await payAndTell(service);
    expect(await checkBooks(service.db)).toEqual([]);
    return again;
  });
  for (const run of [lost, issued]) {
    expect(run.receipts).toHaveLength(payments);
    expect(run.payments).toHaveLength(payments);
    expect(run.refunds).toHaveLength(payments);
    expect(run.messages.length).toBeGreaterThan(payments);
  }
  const repeated = Object.entries(issued).flatMap(([what, names]) =>
    names.filter((name) => lost[what as keyof Issued].includes(name)).map((name) => `${what} ${name}`),
  );
  expect(repeated).toEqual([]);
});

const refund = `mutation ($input: RequestRefundInput!) { requestRefund(input: $input) { __typename } }`;
