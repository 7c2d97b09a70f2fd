import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { coreCount } from './cores.ts';
import { repository } from './ground.ts';
import { parseReport, type ReportTable } from './parse-report.ts';
import type { Row } from './report.ts';

const page = join(repository, 'docs/reference/benchmarks.md');
const folder = join(repository, 'docs/reference/benchmarks');

/** One run of a suite, as stored in docs/reference/benchmarks/SUITE.json. */
export interface RecordedRun {
  readonly suite: string;
  readonly date: string;
  readonly rounds: number;
  readonly machine: string;
  readonly command: string;
  readonly notes: readonly string[];
  readonly tables: readonly ReportTable[];
  /** Figures of every round; absent in older runs. */
  readonly rows?: readonly Row[];
}

const head = `# Benchmarks

\`npm run bench -- SUITE --write\` measures a suite and writes its part here. Compare numbers within one run, not across machines.
Every figure is the median of the rounds; the JSON beside a suite has all of them, with ratios as median (minimum to maximum).
[test/bench](../../test/bench/README.md) says what each suite measures. If a suite misses its target, the reasons are in
[ADR 0019](../explanation/adr/0019-access-journal-with-group-commit.md) and [ADR 0022](../explanation/adr/0022-what-a-request-costs.md).

In \`peers\`, the gateway runs alone on one core; load generator and stub subgraphs share the other. Every contender starts afresh in
every round, and its answers are compared with a graphql-js monolith before anything is timed. Civic Graph runs as in production:
tokens, field authorization, signed calls, limits, and access records on disk before the answer leaves. The others run as their
documentation shows, with such features **off**. "Every request differs" rotates the tokens of 1,000 citizens, each with its own
variables. \`HIVE_ROUTER_BIN\`, \`APOLLO_ROUTER_BIN\` and \`COSMO_ROUTER_BIN\` add routers that npm does not have.
`;

/** Question of each suite, in the order of the page. */
const questions: ReadonlyMap<string, string> = new Map([
  ['peers', 'How fast is it compared with other gateways, and with a floor that only fetches?'],
  ['one-query', 'What does a query to the real agencies cost, with access records and without?'],
  ['protection', 'What does everything that protects the gateway cost, with stub subgraphs?'],
  ['audit', 'What do access records cost, with stub subgraphs?'],
  ['payments', 'How many payments per second, compared with the bare SQL, as the ledger grows?'],
  ['statistics', 'How long do queries and loading take, as observations grow to 100 million?'],
  ['push', 'How soon do subscribers see that a vehicle has moved?'],
  ['transport', 'What do a journey, 10,000 trip updates and loading a feed cost, as the feed grows?'],
  ['growth', 'How does the time grow with answers, plans, agencies, callers and cores?'],
  ['memory', 'Does memory stay bounded while every operation is a new one?'],
  ['calls', 'What does a call to an agency cost, by HTTP client?'],
  ['decision', 'What does a decision on rights cost?'],
  ['usage', 'What does it cost to count who uses which field?'],
  ['journal', 'How many entries per second does the access journal accept?'],
]);

/**
 * Stores a run as JSON and regenerates docs/reference/benchmarks.md.
 *
 * @param choices options of the run that selected what was measured, as typed
 */
export async function recordRun(
  suite: string,
  {
    table,
    rows,
    rounds,
    choices,
  }: {
    readonly table: string;
    readonly rows: readonly Row[];
    readonly rounds: number;
    readonly choices: readonly string[];
  },
): Promise<void> {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  const run: RecordedRun = {
    suite,
    date: new Date().toISOString().slice(0, 10),
    rounds,
    machine: `Node ${process.versions.node}, ${coreCount} cores of ${cpu}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`,
    command: `npm run bench -- ${[suite, ...choices, `--rounds ${rounds}`].join(' ')} --write`,
    ...parseReport(table),
    rows,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${suite}.json`), `${JSON.stringify(run, null, 2)}\n`);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const runs = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as RecordedRun),
  );
  await writeFile(page, pageOf(runs));
}

export function pageOf(runs: readonly RecordedRun[]): string {
  const suites = [...new Set([...questions.keys(), ...runs.map(({ suite }) => suite)])];
  const found = suites.flatMap((name) => runs.filter(({ suite }) => suite === name));
  const contents = found.map(({ suite, date, notes }) => [
    `[${suite}](#${suite})`,
    questions.get(suite) ?? '',
    date,
    targets(notes),
  ]);
  const table = tableOf([
    ['suite', 'question', 'measured', 'targets'],
    ['---', '---', '---', '---'],
    ...contents,
  ]);
  return [head, `${table}\n`, ...found.map(sectionOf)].join('\n');
}

function sectionOf({ suite, date, rounds, machine, command, notes, tables }: RecordedRun): string {
  const counted = `${rounds} round${rounds === 1 ? '' : 's'}`;
  const where = `${date}, ${counted}, ${machine}. Repeat: \`${command}\`. [All figures](benchmarks/${suite}.json).`;
  const shown = tables.filter(isShort).map(markdownOf);
  const grown = tables.filter(isGrowth);
  if (grown.length > 0) shown.push(growthOf(grown));
  const list = notes.flatMap((note) => (isShown(note) ? [`- ${targetOf(note)}`] : [])).join('\n');
  return [`## ${suite}`, where, ...(list === '' ? [] : [list]), ...shown]
    .map((part) => `${part}\n`)
    .join('\n');
}

/**
 * A note that ends with a colon is the heading of the notes after it. The beginning of the page says which
 * programs have to be given by path.
 */
const isShown = (note: string) => !note.endsWith(':') && !/`set [A-Z_]+_BIN to the path/.test(note);

/** Reports are recorded with "is demanded". */
const targetOf = (note: string) =>
  note.replaceAll(/\((at (?:least|most) [\d.,]+ [^()]+?) is demanded/g, '(target: $1');

const isGrowth = ({ columns }: ReportTable) => columns[0] === 'amount';

/** Second columns of tables that are only in the JSON, because notes or another table summarize them. */
const detailed: ReadonlySet<string | undefined> = new Set(['contender', 'program']);

const isShort = (table: ReportTable) => !isGrowth(table) && !detailed.has(table.columns[1]);

function markdownOf({ title, columns, rows }: ReportTable): string {
  const measured = rows.filter((cells) => cells[1] !== 'not measured');
  const table = tableOf([columns, columns.map((_, at) => (at === 0 ? '---' : '--:')), ...measured]);
  return title === '' ? table : `**${title}**\n\n${table}`;
}

/** A Markdown table whose columns are aligned in the source too. @param lines heads, alignments, rows */
function tableOf(lines: readonly (readonly string[])[]): string {
  const [, alignments = []] = lines;
  const isRight = alignments.map((alignment) => alignment.endsWith(':'));
  const widths = alignments.map((_, at) => Math.max(...lines.map((cells) => (cells[at] ?? '').length)));
  const padded = (cell: string, at: number, line: number) => {
    const width = widths[at] ?? 0;
    if (line === 1) return `${'-'.repeat(width - (isRight[at] ? 1 : 0))}${isRight[at] ? ':' : ''}`;
    return isRight[at] ? cell.padStart(width) : cell.padEnd(width);
  };
  return lines
    .map((cells, line) => `| ${cells.map((cell, at) => padded(cell, at, line)).join(' | ')} |`)
    .join('\n');
}

/** One line for each growing dimension: its first and its last amount. */
function growthOf(tables: readonly ReportTable[]): string {
  const columns = ['what grows', 'from', 'to', 'ms CPU per request', 'power at the end', 'p99, ms'];
  const rows = tables.map(({ title, columns: names, rows: all }) => {
    const at = (row: readonly string[] | undefined, name: string) =>
      row?.[names.findIndex((column) => column.startsWith(name))] ?? '';
    const [first, last] = [all[0], all.at(-1)];
    const both = (name: string) => `${at(first, name)} → ${at(last, name)}`;
    return [title, at(first, 'amount'), at(last, 'amount'), both('ms CPU'), at(last, 'grows'), both('p99')];
  });
  return markdownOf({ title: '', columns, rows });
}

/** Number of targets that are met. */
function targets(notes: readonly string[]): string {
  const text = notes.join('\n');
  const all = text.split('demanded').length - 1;
  const missed = text.split('**missed**').length - 1;
  return all === 0 ? '' : `${all - missed} of ${all} met`;
}
