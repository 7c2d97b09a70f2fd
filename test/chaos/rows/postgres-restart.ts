import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@civic-graph/demo/database-server';
import type { Principal } from '@civic-graph/policy';
import { personas, signedFetch, testSecrets } from '@civic-graph/testing';
import pg from 'pg';
import { isReady } from '../../node-process.ts';
import type { ChaosRow } from '../row.ts';
import { startDurableDatabase } from '../stand/durable-database.ts';
import { startPayments } from '../stand/payments-process.ts';

const callers = 8;
const readyWithinMs = 5_000;
/** Payments made before, between and after restarts. */
const betweenMs = 700;

const issueMutation = `mutation ($input: IssueNoticeInput!) {
  issueNotice(input: $input) { ... on NoticeIssued { notice { code } } }
}`;
const initiateMutation = `mutation ($input: InitiatePaymentInput!) {
  initiatePayment(input: $input) { ... on PaymentInitiated { paymentId } }
}`;

export const row: ChaosRow = {
  name: 'postgres-restart',
  holds:
    'PostgreSQL restarted in the middle of payments: committed once or absent, a retry with the same key converges, ready in 5 s',
  unit: 'restarts',
  fullSize: 10,
  smallSize: 1,
  needs: 'a PostgreSQL of its own and the payments service; half a minute',
  async run({ size, log, patience }) {
    const database = await startDurableDatabase();
    const port = await freePort();
    const service = await startPayments({
      DEPLOYMENT: 'demo',
      LOG_LEVEL: 'silent',
      PORT: String(port),
      SUBGRAPH_SECRET: testSecrets.subgraph,
      ADDRESSEE_SECRET: testSecrets.addressee,
      DATABASE_URL_PAYMENTS: database.url,
    });
    const url = `http://127.0.0.1:${port}/graphql`;
    try {
      const payments: Payment[] = [];
      let isOver = false;
      const load = Array.from({ length: callers }, async () => {
        while (!isOver) payments.push(await pay(url));
      });
      const readyMs: number[] = [];
      for (let restart = 1; restart <= size; restart += 1) {
        await wait(betweenMs);
        await database.restart();
        const since = performance.now();
        while (!(await isReady(url)) && performance.now() - since < 60_000) await wait(20);
        readyMs.push(performance.now() - since);
        log(`${restart}: ready after ${readyMs.at(-1)?.toFixed(0)} ms, ${payments.length} payments so far`);
      }
      await wait(betweenMs);
      isOver = true;
      await Promise.all(load);

      const { wrong, interrupted } = await judge(database.url, payments);
      const slowest = Math.max(...readyMs);
      return {
        figure:
          `${size} restarts, ${payments.length} payments by ${callers} callers, ${interrupted} of them retried after an error: ` +
          `${wrong} that exist twice, not at all, or in another state than reported (0), ready after at most ` +
          `${slowest.toFixed(0)} ms (${readyWithinMs * patience})`,
        passed: wrong === 0 && payments.length > 0 && slowest <= readyWithinMs * patience,
      };
    } finally {
      await service.end();
      await database.close();
    }
  },
};

interface Payment {
  readonly noticeCode: string;
  /** Outcomes as reported by the answers. */
  readonly ids: readonly string[];
  readonly failures: number;
}

/**
 * Issues a notice and starts to pay it; failures are retried with the same key, and everything once more at
 * the end.
 */
async function pay(url: string): Promise<Payment> {
  const issued = await untilAnswered<{ issueNotice: { notice: { code: string } } }>(
    url,
    personas['operator-payments'],
    issueMutation,
    {
      regionCode: '330102',
      items: [{ revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor: '10000' }],
      dueDate: '2099-12-31',
      idempotencyKey: randomUUID(),
    },
  );
  const noticeCode = issued.data.issueNotice.notice.code;
  const input = { noticeCode, provider: 'TEST', idempotencyKey: randomUUID() };
  const ids: string[] = [];
  let failures = issued.failures;
  for (let time = 0; time < 2; time += 1) {
    const answer = await untilAnswered<{ initiatePayment: { paymentId: string } }>(
      url,
      personas.lin,
      initiateMutation,
      input,
    );
    ids.push(answer.data.initiatePayment.paymentId);
    failures += answer.failures;
  }
  return { noticeCode, ids, failures };
}

async function untilAnswered<Data>(
  url: string,
  principal: Principal,
  query: string,
  input: object,
): Promise<{ readonly data: Data; readonly failures: number }> {
  for (let failures = 0; ; failures += 1) {
    try {
      const response = await signedFetch(
        { subgraph: 'payments', url, principal },
        { query, variables: { input } },
      );
      const { data, errors } = (await response.json()) as { data?: Data; errors?: readonly unknown[] };
      if (!errors && data) return { data, failures };
    } catch {
      // Interrupted: the outcome is unknown, which is what the key is for.
    }
    if (failures > 1_000) throw new Error(`never answered: ${query}`);
    await wait(50);
  }
}

/** Every reported payment is in the database, exactly once. */
async function judge(databaseUrl: string, payments: readonly Payment[]) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ code: string; ids: string[] }>(
      `SELECT notice.code, array_agg(payment_notice.payment_id::text) AS ids
         FROM notice JOIN payment_notice ON payment_notice.notice_code = notice.code GROUP BY notice.code`,
    );
    const stored = new Map(rows.map(({ code, ids }) => [code, ids]));
    const wrong = payments.filter(({ noticeCode, ids }) => {
      const [first, second] = ids;
      return first !== second || String(stored.get(noticeCode)) !== first;
    });
    return { wrong: wrong.length, interrupted: payments.filter(({ failures }) => failures > 0).length };
  } finally {
    await client.end();
  }
}
