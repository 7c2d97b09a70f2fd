import { join } from 'node:path';
import pg from 'pg';
import { fillLedger, issueToPay } from '../ledger/fill.ts';
import { type Floor, openFloor } from '../ledger/floor.ts';
import type { Paid } from '../ledger/paid.ts';
import { pay } from '../ledger/payers.ts';
import { type LedgerStand, openLedgerStand } from '../ledger/stand.ts';
import { cpuMsOf, rssMbOf } from '../process-figures.ts';
import { profiled } from '../profile.ts';
import { format, median, type Row } from '../report.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'payments';
const service = 'payments service';
/** Seconds until the service's hot code is compiled, once per process. */
const firstSeconds = 30;
/** The size of the service's connection pool. */
const connections = 10;
const payers = 32;
const sizes = [10_000, 100_000, 1_000_000];
/** Takes long to fill (see fillLedger), so it runs only with `--queries 10000000`. */
const largest = 10_000_000;

const demandedShare = 0.5;
const demandedFlatness = 0.85;

interface PaymentRow extends Row {
  /** CPU time of all PostgreSQL processes per payment. */
  readonly database_cpu_ms: number;
  /** WAL that PostgreSQL must write to disk before a payment is done. */
  readonly wal_kb: number;
}

/**
 * Payments per second from start to receipt through the service's own process, compared with bare SQL of the
 * same writes on the same PostgreSQL, over a growing ledger. All share the cores of this machine, and so does
 * the floor.
 */
export async function run({ rounds, say, quick, queries, profile }: SuiteOptions): Promise<SuiteResult> {
  const stand = await openLedgerStand(say, profile === null ? null : profileFileIn(profile));
  const floor = openFloor();
  const rows: PaymentRow[] = [];
  const wanted = [...sizes, largest].filter((size) =>
    queries === null ? size !== largest : queries.includes(String(size)),
  );
  const client = new pg.Client(stand.databaseUrl);
  const second = new pg.Client(stand.databaseUrl);
  await Promise.all([client.connect(), second.connect()]);
  try {
    await fillLedger([client], 0);
    say(`  ${firstSeconds} seconds of payments that do not count …`);
    const codes = await noticesToPay(client, firstSeconds * 1_000);
    await pay(stand, { codes, payers, warmUpSeconds: 0, seconds: firstSeconds });
    for (const size of wanted) {
      say(`  filling the ledger up to ${size.toLocaleString('en')} entries …`);
      await fillLedger([client, second], size);
      for (let round = 1; round <= rounds; round += 1) {
        const turns = [service, floor.title];
        for (const contender of round % 2 === 0 ? turns.toReversed() : turns) {
          const row = await measure({ stand, client, floor, contender, quick, size, round, profile, say });
          say(
            `  round ${round}: ${row.query}: ${contender}: ${row.rps.toFixed(0)} payments/s, ` +
              `${row.cpu_ms.toFixed(2)} ms CPU, PostgreSQL ${row.database_cpu_ms.toFixed(2)} ms, ${row.wal_kb.toFixed(1)} kB of WAL`,
          );
          rows.push(row);
        }
      }
    }
    say('  verifying the ledger …');
    const { rows: findings } = await client.query('SELECT * FROM check_books() LIMIT 3');
    if (findings.length > 0) throw new Error(`the ledger does not add up: ${JSON.stringify(findings)}`);
  } finally {
    await Promise.all([client.end(), second.end()]);
    await stand.close();
  }
  return { rows, table: [verdicts(rows, floor.title), table(rows)].join('\n\n') };
}

async function measure({
  stand,
  client,
  floor,
  contender,
  quick,
  size,
  round,
  profile,
  say,
}: {
  readonly stand: LedgerStand;
  readonly client: pg.Client;
  readonly floor: Floor;
  readonly contender: string;
  readonly quick: boolean;
  readonly size: number;
  readonly round: number;
  /** Folder for the service's profile. */
  readonly profile: string | null;
  readonly say: (line: string) => void;
}): Promise<PaymentRow> {
  const seconds = quick ? 8 : 20;
  const warmUpSeconds = quick ? 5 : 10;
  const codes = await noticesToPay(client, (seconds + warmUpSeconds) * 2_000);
  const walBefore = await walBytes(client);
  const databaseBefore = cpuMsOf(stand.databasePid);
  const payAtService = () => pay(stand, { codes, payers, warmUpSeconds, seconds });
  const paid: Paid =
    contender === service
      ? await (profile === null ? payAtService() : payProfiled(profile))
      : await floor.run({ url: stand.databaseUrl, connections, seconds, folder: stand.folder });
  const databaseMs = cpuMsOf(stand.databasePid) - databaseBefore;
  const all = contender === service ? paid.payments * (1 + warmUpSeconds / seconds) : paid.payments;
  const wal = (await walBytes(client)) - walBefore;
  const times = paid.times.toSorted((one, other) => one - other);
  return {
    suite,
    query: `${size.toLocaleString('en')} ledger entries`,
    contender,
    round,
    amount: size,
    rps: paid.rate,
    p50_ms: times[Math.floor(times.length * 0.5)] ?? 0,
    p99_ms: times[Math.floor(times.length * 0.99)] ?? 0,
    cpu_ms: paid.cpuMs / paid.payments,
    database_cpu_ms: databaseMs / all,
    wal_kb: wal / 1_024 / all,
    rss_mb: contender === service ? rssMbOf(stand.servicePid) : 0,
    cold_ms: 0,
  };

  async function payProfiled(folder: string): Promise<Paid> {
    const keptAs = join(folder, `service, ${size} entries, round ${round}.cpuprofile`);
    const files = { writtenTo: profileFileIn(folder), keptAs };
    const { result, summary } = await profiled(stand.servicePid, files, payAtService);
    say(`${keptAs}\n${summary}`);
    return result;
  }
}

async function noticesToPay(client: pg.Client, count: number): Promise<string[]> {
  await issueToPay(client, count);
  const { rows } = await client.query<{ code: string }>('SELECT code FROM bench.to_pay ORDER BY n');
  return rows.map(({ code }) => code);
}

function profileFileIn(folder: string): string {
  return join(folder, 'service.cpuprofile');
}

async function walBytes(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS bytes`,
  );
  return Number(rows[0]?.bytes);
}

const figures = ['rps', 'p50_ms', 'p99_ms', 'cpu_ms', 'database_cpu_ms', 'wal_kb'] as const;

function figureOf(rows: readonly PaymentRow[], contender: string, amount: number) {
  const own = rows.filter((row) => row.contender === contender && row.amount === amount);
  return (name: (typeof figures)[number]) => median(own.map((row) => row[name]));
}

function verdicts(rows: readonly PaymentRow[], floor: string): string {
  const amounts = [...new Set(rows.map(({ amount = 0 }) => amount))];
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  const rate = (contender: string, amount: number) => figureOf(rows, contender, amount)('rps');
  const lines = amounts.map((amount) => {
    const share = rate(service, amount) / rate(floor, amount);
    return (
      `At ${amount.toLocaleString('en')} ledger entries the service completes ${format(rate(service, amount))} payments a ` +
      `second, ${percent(share)} of the floor (at least ${percent(demandedShare)} is demanded` +
      `${share < demandedShare ? ': **missed**' : ''}).`
    );
  });
  const [first, ...further] = amounts;
  const last = further.at(-1);
  if (first === undefined || last === undefined) return lines.join('\n\n');
  const kept = rate(service, last) / rate(service, first);
  return [
    ...lines,
    `From ${first.toLocaleString('en')} to ${last.toLocaleString('en')} entries ${percent(kept)} of the rate is kept (at least ` +
      `${percent(demandedFlatness)} is demanded${kept < demandedFlatness ? ': **missed**' : ''}), of the floor's ` +
      `${percent(rate(floor, last) / rate(floor, first))}.`,
  ].join('\n\n');
}

function table(rows: readonly PaymentRow[]): string {
  const lines = [
    '| ledger entries | program | payments per second | p50, ms | p99, ms | ms CPU of the program per payment | of PostgreSQL | kB of WAL |',
    '|--:|---|--:|--:|--:|--:|--:|--:|',
  ];
  for (const amount of new Set(rows.map((row) => row.amount ?? 0))) {
    for (const contender of new Set(rows.map((row) => row.contender))) {
      const figure = figureOf(rows, contender, amount);
      const cells = figures.map((name) => format(figure(name)));
      lines.push(`| ${amount.toLocaleString('en')} | ${contender} | ${cells.join(' | ')} |`);
    }
  }
  return lines.join('\n');
}
