import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal } from '@civic-graph/policy';
import { eventually, personas, signedFetch } from '@civic-graph/testing';
import pg from 'pg';
import { startNode } from '../../node-process.ts';
import type { ChaosRow } from '../row.ts';
import { startPayments } from '../stand/payments-process.ts';
import { openPaymentsStand, type PaymentsStand } from '../stand/payments-stand.ts';
import { type RestorableDatabase, startRestorableDatabase } from '../stand/restorable-database.ts';

type Stand = PaymentsStand<RestorableDatabase>;

export const row: ChaosRow = {
  name: 'restore',
  holds:
    'the database of payments is restored to a point in time, and from a dump: the service refuses it until the restore is finished, no receipt number is issued twice, the ledger agrees',
  unit: 'payments before each backup, after it, and after each restore',
  fullSize: 200,
  smallSize: 3,
  needs: "Debian's PostgreSQL (postgresql) with a WAL archive, and the payments service; a minute",
  async run({ size, seed, log }) {
    const stand = await openPaymentsStand(seed, startRestorableDatabase);
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-marks-'));
    const env = { ...stand.env, DATABASE_MARKS: folder };
    const civic = (...args: readonly string[]) => runCivic(args, env);
    const wrong: string[] = [];
    const expect = (holds: boolean, what: string) => {
      log(`${holds ? 'as it should' : 'WRONG'}: ${what}`);
      if (!holds) wrong.push(what);
    };
    let issued: readonly string[] = [];
    /** What every drill shows; then `more` payments on the service that has started. */
    const drill = async (how: string, lost: number, more: () => Promise<void>) => {
      const start = startNode('bundle/payments.js', env);
      expect((await start.exited) === 1 && start.output.includes('DATABASE_RESTORED: '), `${how}: refused`);
      const before = await numbers(stand);
      expect(
        issued.length - before.length === lost,
        `${how}: ${issued.length - before.length} receipts lost`,
      );
      const checked = await civic('restore', 'check', 'payments');
      expect(
        checked.code === 1 && checked.output.includes('payments: RESTORED: '),
        `${how}: ${checked.output}`,
      );
      const finished = await civic('restore', 'finish', 'payments');
      expect(
        finished.code === 0 && /receipt_serial: \d+ -> \d+/.test(finished.output),
        `${how}: ${finished.output}`,
      );
      expect((await civic('restore', 'check', 'payments')).code === 0, `${how}: finished`);
      await serving(env, async () => {
        await pay(stand, size);
        const now = await numbers(stand);
        const added = now.filter((number) => !before.includes(number));
        const serials = new Set(issued.map(serialOf));
        expect(
          added.length === size && added.every((number) => !serials.has(serialOf(number))),
          `${how}: ${added.length} serials from ${added.map(serialOf).sort()[0]}, after ${[...serials].sort().at(-1)}`,
        );
        issued = [...issued, ...added];
        await more();
      });
      const ledger = await civic('ledger', 'verify');
      expect(ledger.code === 0, `${how}: ledger verify: ${ledger.output}`);
    };
    try {
      let [kept, target] = [0, new Date(0)];
      await serving(env, async () => {
        await pay(stand, size);
        await stand.database.baseBackup();
        await pay(stand, size);
        kept = (await numbers(stand)).length;
        target = await timeOf(stand);
        await pay(stand, size);
      });
      issued = await numbers(stand);
      await stand.database.stop();
      await stand.database.restoreTo(target);
      let dumped = 0;
      await drill('point in time', issued.length - kept, async () => {
        await stand.database.dump();
        dumped = (await numbers(stand)).length;
        await pay(stand, size);
        const lost = (await numbers(stand)).filter((number) => !issued.includes(number));
        issued = [...issued, ...lost];
      });
      await stand.database.restoreDump();
      await drill('dump', issued.length - dumped, async () => {});
      return {
        figure: `${issued.length} receipts over two restores, none with the number of another; ${wrong.length} promises broken (0)`,
        passed: wrong.length === 0 && new Set(issued).size === issued.length,
      };
    } finally {
      await stand.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Runs the service meanwhile. */
async function serving(env: Readonly<Record<string, string>>, work: () => Promise<void>): Promise<void> {
  const service = await startPayments(env);
  try {
    await work();
  } finally {
    await service.end();
  }
}

/** Makes payments, and waits for their receipts. */
async function pay(stand: Stand, count: number): Promise<void> {
  const before = (await numbers(stand)).length;
  for (let payment = 0; payment < count; payment += 1) {
    await payOne(stand, payment % 2 === 0 ? 'ALIPAY' : 'WECHAT_PAY');
  }
  await eventually(async () => {
    const paid = (await numbers(stand)).length - before;
    if (paid < count) throw new Error(`${paid} of ${count} are paid`);
  });
}

const issue = `mutation ($input: IssueNoticeInput!) { issueNotice(input: $input) {
  ... on NoticeIssued { notice { code } } } }`;
const initiate = `mutation ($input: InitiatePaymentInput!) { initiatePayment(input: $input) {
  ... on PaymentInitiated { paymentId } } }`;

async function payOne(stand: Stand, provider: keyof Stand['providers']): Promise<void> {
  const { issueNotice } = await ask<{ issueNotice: { notice: { code: string } } }>(
    stand,
    personas['operator-payments'],
    issue,
    {
      regionCode: '330102',
      items: [{ revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor: '100' }],
      dueDate: '2099-12-31',
    },
  );
  const noticeCode = issueNotice.notice.code;
  const { initiatePayment } = await ask<{ initiatePayment: { paymentId: string } }>(
    stand,
    personas.lin,
    initiate,
    { noticeCode, provider },
  );
  stand.providers[provider].pay(initiatePayment.paymentId.replaceAll('-', ''));
}

async function ask<Data>(stand: Stand, principal: Principal, query: string, input: object): Promise<Data> {
  const variables = { input: { ...input, idempotencyKey: randomUUID() } };
  const response = await signedFetch(
    { subgraph: 'payments', url: stand.url, principal },
    { query, variables },
  );
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function query<Row extends pg.QueryResultRow>(stand: Stand, text: string): Promise<readonly Row[]> {
  const client = new pg.Client(stand.database.url);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function numbers(stand: Stand): Promise<readonly string[]> {
  const rows = await query<{ number: string }>(stand, 'SELECT number FROM receipt ORDER BY number');
  return rows.map(({ number }) => number);
}

async function timeOf(stand: Stand): Promise<Date> {
  const [row] = await query<{ at: Date }>(stand, 'SELECT clock_timestamp() AS at');
  return row?.at ?? new Date();
}

/** `106-2026-0000002014-7KQ2M0XR`: unit, year and serial, without the random code. */
function serialOf(number: string): string {
  return number.split('-').slice(1, 3).join('-');
}

/** The operator's command as images contain it. */
async function runCivic(args: readonly string[], env: Readonly<Record<string, string>>) {
  const command = startNode('bundle/civic.js', env, { args });
  const code = await command.exited;
  return { code, output: command.output.trim() };
}
