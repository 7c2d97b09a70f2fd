import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { findProgram } from '../../find-program.ts';
import { cpuMsOf } from '../process-figures.ts';
import type { Paid } from './paid.ts';

interface Statement {
  readonly sql: string;
  /** Whether its columns become variables of later statements. */
  readonly gives?: true;
}

const event = (sequence: number, name: string, from: string, to: string) => ({
  sql: `INSERT INTO payment_event VALUES (:agency, :payment, ${sequence}, '${name}', ${from}, '${to}', now())`,
});

/**
 * The service's writes for a payment of one notice through the test provider, in the same transactions,
 * without its reads: the minimum for these tables.
 */
const statements: readonly Statement[] = [
  {
    gives: true,
    sql: `SELECT agency, code, amount, clearing, revenue, uuidv7() AS payment, uuidv7() AS transfer FROM bench.to_pay
      WHERE n = (SELECT nextval('bench.next_to_pay'))`,
  },
  // The payment is begun.
  { sql: 'BEGIN' },
  {
    sql: `INSERT INTO idempotency_key VALUES ('wechat-city', :payment, repeat('f', 43), jsonb_build_object('kind', 'opened',
      'paymentId', :payment::text), now())`,
  },
  {
    sql: `INSERT INTO payment (agency, id, payees, payer_key, client_id, provider, amount_minor, currency, state, created_at,
      expires_at) VALUES (:agency, :payment, ARRAY[:agency], 'CTZ-0000000001', 'wechat-city', 'test', :amount, 'CNY', 'created',
      now(), now() + interval '15 min')`,
  },
  {
    sql: `INSERT INTO payment_notice VALUES (:agency, :code, :agency, :payment, 1, :amount, 'CNY', 'open')`,
  },
  event(1, 'create', 'NULL', 'created'),
  { sql: 'COMMIT' },
  // The provider opens an order in its own tables in the same database.
  {
    sql: `INSERT INTO test_provider.provider_order (reference, amount_minor, currency, description, expires_at)
      VALUES (:payment, :amount, 'CNY', 'Notice', now() + interval '15 min')`,
  },
  { sql: 'BEGIN' },
  {
    sql: `UPDATE payment SET state = 'started', provider_reference = :payment, pay_url = repeat('u', 80)
      WHERE agency = :agency AND id = :payment`,
  },
  event(2, 'start', `'created'`, 'started'),
  { sql: 'COMMIT' },
  // The payer has paid, and the provider notifies.
  {
    sql: `INSERT INTO provider_notification VALUES ('test', :payment, repeat('d', 43), jsonb_build_object('eventId', repeat('i', 60),
      'event', 'succeed', 'amountMinor', '10000', 'currency', 'CNY', 'paymentId', repeat('p', 36)), now())`,
  },
  // What it says is applied.
  { sql: 'BEGIN' },
  { sql: `UPDATE payment SET state = 'success' WHERE agency = :agency AND id = :payment` },
  event(3, 'succeed', `'started'`, 'success'),
  {
    sql: `UPDATE payment_notice SET state = 'settled', position_minor = 0
      WHERE agency = :agency AND notice_code = :code AND payment_id = :payment`,
  },
  {
    sql: `UPDATE notice SET status = 'paid', paid_minor = :amount WHERE agency = :agency AND code = :code`,
  },
  {
    sql: `INSERT INTO notice_event (agency, notice_code, sequence, event, from_status, to_status, payment_id, occurred_at)
      VALUES (:agency, :code, 1, 'pay-rest', 'issued', 'paid', :payment, now())`,
  },
  {
    sql: `INSERT INTO account (agency, id, kind, currency, region, revenue_code) VALUES
      (:agency, :clearing, 'clearing', 'CNY', NULL, NULL),
      (:agency, :revenue, 'revenue', 'CNY', '330102', '103049901') ON CONFLICT DO NOTHING`,
  },
  {
    sql: `INSERT INTO transfer (agency, id, payment_agency, payment_id, kind, posted_at, entries)
      VALUES (:agency, :transfer, :agency, :payment, 'payment', now(), 2)`,
  },
  {
    sql: `INSERT INTO entry VALUES (:agency, :transfer, 1, :clearing, :amount, 'CNY'),
      (:agency, :transfer, 2, :revenue, -(:amount::bigint), 'CNY')`,
  },
  {
    sql: `INSERT INTO receipt (agency, number, payment_id, notice_code, payer_key, amount_minor, currency, issued_at, signed)
      VALUES (:agency, substr(:code, 7, 3) || '-2026-' || lpad(nextval('receipt_serial')::text, 10, '0'), :payment, :code,
      'CTZ-0000000001', :amount, 'CNY', now(), repeat('s', 500))`,
  },
  {
    sql: `UPDATE provider_notification SET outcome = 'applied', settled_at = now()
      WHERE provider = 'test' AND event_id = :payment`,
  },
  { sql: 'COMMIT' },
];

export interface Floor {
  /** How statements are sent. */
  readonly title: string;
  run(options: FloorOptions): Promise<Paid>;
}

interface FloorOptions {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Folder for the output of pgbench. */
  readonly folder: string;
}

/** Uses `pgbench` if it is installed; the embedded PostgreSQL has none. */
export function openFloor(): Floor {
  const pgbench = findProgram('pgbench');
  return pgbench === null
    ? { title: 'floor: bare SQL by pg, prepared', run: byDriver }
    : { title: 'floor: bare SQL by pgbench, prepared', run: (options) => byPgbench(pgbench, options) };
}

async function byPgbench(
  program: string,
  { url, connections, seconds, folder }: FloorOptions,
): Promise<Paid> {
  const script = join(folder, 'floor.sql');
  // pgbench treats every colon as a variable, even inside text, so there is no other; `\gset` ends a
  // statement like a semicolon.
  const lines = statements.map(({ sql, gives }) => `${sql.replace(/\s+/g, ' ')}${gives ? ' \\gset' : ';'}`);
  await writeFile(script, `${lines.join('\n')}\n`);
  for (const name of await logsIn(folder)) await writeFile(join(folder, name), '');
  const args = ['--no-vacuum', '--protocol=prepared', '--client', String(connections), '--jobs=1'];
  const command = [
    ...args,
    '--time',
    String(seconds),
    '--file',
    script,
    '--log',
    '--log-prefix',
    'payments',
    url,
  ];
  let cpuMs = 0;
  const output = await new Promise<string>((resolve, reject) => {
    const child = execFile(program, command, { cwd: folder }, (error, stdout, stderr) => {
      clearInterval(timer);
      if (error === null) resolve(stdout);
      else reject(new Error(`pgbench: ${stderr}`));
    });
    const timer = setInterval(() => {
      cpuMs = Math.max(cpuMs, cpuMsOf(Number(child.pid)));
    }, 50);
  });
  const rate = Number(/^tps = ([\d.]+)/m.exec(output)?.[1]);
  if (!(rate > 0)) throw new Error(`pgbench measured nothing:\n${output}`);
  const logs = await Promise.all((await logsIn(folder)).map((name) => readFile(join(folder, name), 'utf8')));
  // Client, number, microseconds, script, second, microsecond.
  const times = logs.flatMap((log) =>
    log
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => Number(line.split(' ')[2]) / 1_000),
  );
  return { payments: times.length, rate, times, cpuMs };
}

async function logsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith('payments.'));
}

/** The same prepared statements, on as many connections of `pg` as the service uses. */
async function byDriver({ url, connections, seconds }: FloorOptions): Promise<Paid> {
  const clients = Array.from({ length: connections }, () => new pg.Client(url));
  await Promise.all(clients.map((client) => client.connect()));
  const prepared = statements.map(({ sql }, index) => {
    const names: string[] = [];
    const text = sql.replace(/(?<!:):([a-z]+)/g, (_found, name: string) => `$${names.push(name)}`);
    return { name: `floor ${index}`, text, names };
  });
  const times: number[] = [];
  const before = process.cpuUsage();
  const start = performance.now();
  const until = start + seconds * 1_000;
  try {
    await Promise.all(
      clients.map(async (client) => {
        while (performance.now() < until) {
          const sent = performance.now();
          let variables: Readonly<Record<string, unknown>> = {};
          for (const { name, text, names } of prepared) {
            const values = names.map((of) => variables[of]);
            const { rows } = await client.query<Record<string, unknown>>({ name, text, values });
            variables = rows[0] ?? variables;
          }
          times.push(performance.now() - sent);
        }
      }),
    );
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
  const took = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(before);
  return { payments: times.length, rate: times.length / took, times, cpuMs: (user + system) / 1_000 };
}
