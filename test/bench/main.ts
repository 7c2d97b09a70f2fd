import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { recordRun } from './docs-page.ts';
import type { Row } from './report.ts';
import type { Suite } from './suites/suite.ts';

const suites: Readonly<Record<string, () => Promise<Suite>>> = {
  'one-query': () => import('./suites/one-query.ts'),
  calls: () => import('./suites/calls.ts'),
  peers: () => import('./suites/peers.ts'),
  growth: () => import('./suites/growth.ts'),
  memory: () => import('./suites/memory.ts'),
  audit: () => import('./suites/audit.ts'),
  protection: () => import('./suites/protection.ts'),
  journal: () => import('./suites/journal.ts'),
  decision: () => import('./suites/decision.ts'),
  usage: () => import('./suites/usage.ts'),
  payments: () => import('./suites/payments.ts'),
  statistics: () => import('./suites/statistics.ts'),
  push: () => import('./suites/push.ts'),
  transport: () => import('./suites/transport.ts'),
};

const usage = `usage: npm run bench -- [SUITE …] [options]
suites: ${Object.keys(suites).join(', ')}; one-query where none is named, all by the name "all"
--rounds N        5 where it is left out
--json FILE       the rows
--write           records what was found in docs/reference/benchmarks
--quick           shorter runs, for a first look
--contenders a,b  peers, memory: only these
--queries a,b     peers, decision: only these; growth: only what has one of these words in its name;
                  payments: ledgers of these sizes, as 10000000, which takes long to fill;
                  transport: only these parts, of journeys, updates, loading, replacing
--rows N          statistics: maximum number of observations, e.g. 100000000, which takes long and 8 GB of disk;
                  transport: maximum number of stop times, e.g. 30000000, which takes minutes and 2 GB of memory
--profile         peers, audit, protection, payments, statistics: a processor profile of each Node contender`;
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    contenders: { type: 'string' },
    queries: { type: 'string' },
    rows: { type: 'string' },
    profile: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const named = positionals.length > 0 ? positionals : ['one-query'];
const chosen = named.includes('all') ? Object.keys(suites) : named;
const unknown = chosen.filter((name) => !Object.hasOwn(suites, name));
const mostRows = values.rows === undefined ? null : Number(values.rows);
const isCounted = [rounds, mostRows ?? 1].every((count) => Number.isInteger(count) && count >= 1);
if (values.help || !isCounted || unknown.length > 0) {
  for (const name of unknown) process.stderr.write(`there is no suite ${name}\n`);
  process.stderr.write(`${usage}\n`);
  process.exit(values.help ? 0 : 1);
}

const { quick, contenders, queries } = values;
const choices = [
  ...(quick ? ['--quick'] : []),
  ...(contenders === undefined ? [] : [`--contenders ${contenders}`]),
  ...(queries === undefined ? [] : [`--queries '${queries}'`]),
  ...(mostRows === null ? [] : [`--rows ${mostRows}`]),
];

// An orderly exit ends the contenders; a signal alone would leave them running.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const all: Row[] = [];
for (const name of chosen) {
  process.stdout.write(`${name}, ${rounds} rounds\n`);
  const { run } = await suites[name]!();
  const { rows, table } = await run({
    rounds,
    say: (line) => process.stdout.write(`${line}\n`),
    quick,
    contenders: contenders?.split(',') ?? null,
    queries: queries?.split(',') ?? null,
    mostRows,
    profile: values.profile ? await mkdtemp(join(tmpdir(), 'civic-graph-profile-')) : null,
  });
  process.stdout.write(`\n${table}\n\n`);
  if (values.write) await recordRun(name, { table, rows, rounds, choices });
  all.push(...rows);
}
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(all, null, 2)}\n`);
