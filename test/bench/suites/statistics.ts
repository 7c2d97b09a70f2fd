import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { randomNumbers } from '@civic-graph/testing';
import { cpuMsOf } from '../process-figures.ts';
import { profiled } from '../profile.ts';
import { format, median, quantile } from '../report.ts';
import { type Cube, cubesOf } from '../statistics/cube.ts';
import { type Kind, kinds } from '../statistics/questions.ts';
import { loading, type StatisticsRow, suite } from '../statistics/row.ts';
import { openStand, type StatisticsStand, watchPeaks } from '../statistics/stand.ts';
import { targetsMet } from '../statistics/targets.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const amounts = [1_000_000, 5_000_000, 10_000_000, 100_000_000];
/** The largest amount takes long, so it runs only with `--rows`. */
const mostByDefault = 10_000_000;
const seed = 2026;

/**
 * Time of queries to the statistics service, and of loading, as observations grow. Every answer is compared
 * with values that are computed here.
 */
export async function run({ rounds, say, quick, mostRows, profile }: SuiteOptions): Promise<SuiteResult> {
  const most = mostRows ?? (quick ? 1_000_000 : mostByDefault);
  const smaller = amounts.filter((amount) => amount < most);
  const rows: StatisticsRow[] = [];
  for (const amount of quick ? [most] : [...smaller, most]) {
    const cubes = await cubesOf(amount);
    const stand = await openStand(cubes, say, profile === null ? null : profileFileIn(profile));
    try {
      rows.push(loadRow(stand, cubes));
      say(`  ${lineOf(rows.at(-1))}`);
      for (let round = 1; round <= rounds; round += 1) {
        const ordered = round % 2 === 0 ? kinds.toReversed() : kinds;
        for (const kind of ordered) {
          rows.push(await measure({ stand, cubes, kind, round, quick, profile, say }));
          say(`  round ${round}: ${lineOf(rows.at(-1))}`);
        }
      }
    } finally {
      await stand.close();
    }
  }
  return { rows, table: [targetsMet(rows), table(rows)].join('\n\n') };
}

interface Measurement {
  readonly stand: StatisticsStand;
  readonly cubes: readonly Cube[];
  readonly kind: Kind;
  readonly round: number;
  readonly quick: boolean;
  readonly profile: string | null;
  readonly say: (line: string) => void;
}

/** Sends different questions at a fixed rate, after some that do not count. */
async function measure(options: Measurement): Promise<StatisticsRow> {
  const { stand, cubes, kind, round, quick, profile, say } = options;
  const random = randomNumbers(seed + round);
  const count = quick ? kind.quickSamples : kind.samples;
  const warmUp = Math.ceil(count / 5);
  const questions = Array.from({ length: count + warmUp }, () => kind.draw(cubes, random));
  const send = async (from: number, to: number) => {
    const start = performance.now();
    return Promise.all(
      questions.slice(from, to).map(async ({ query, variables }, index) => {
        const due = start + (index * 1_000) / kind.perSecond;
        await wait(due - performance.now());
        const text = await stand.ask(query, variables);
        return { text, ms: performance.now() - due };
      }),
    );
  };
  await send(0, warmUp);
  const peaks = watchPeaks(stand.pid);
  const cpuBefore = cpuMsOf(stand.pid);
  const answers = await (profile === null ? send(warmUp, questions.length) : sendProfiled(profile));
  const cpuMs = cpuMsOf(stand.pid) - cpuBefore;
  peaks.end();
  for (const [index, { text }] of answers.entries()) {
    questions[warmUp + index]?.check((JSON.parse(text) as { readonly data: unknown }).data);
  }
  const times = answers.map(({ ms }) => ms).sort((one, other) => one - other);
  return {
    ...{ suite, query: kind.name, contender: 'service', round, amount: rowsIn(cubes) },
    ...{ rps: kind.perSecond, p50_ms: quantile(times, 0.5), p99_ms: quantile(times, 0.99) },
    samples: times.length,
    ...{ cpu_ms: cpuMs / times.length, rss_mb: peaks.peaks().allMb, reader_mb: 0, cold_ms: stand.startMs },
  };

  async function sendProfiled(folder: string) {
    const keptAs = join(folder, `${kind.name}, ${rowsIn(cubes)}, round ${round}.cpuprofile`);
    const files = { writtenTo: profileFileIn(folder), keptAs };
    const { result, summary } = await profiled(stand.pid, files, () => send(warmUp, questions.length));
    say(`${keptAs}\n${summary}`);
    return result;
  }
}

function loadRow(
  { loadSeconds, loadPeaks, loadCpuMs, startMs }: StatisticsStand,
  cubes: readonly Cube[],
): StatisticsRow {
  const amount = rowsIn(cubes);
  return {
    ...{ suite, query: loading, contender: 'service', round: 1, amount },
    ...{ rps: amount / loadSeconds, p50_ms: loadSeconds * 1_000, p99_ms: loadSeconds * 1_000, samples: 1 },
    ...{ cpu_ms: loadCpuMs, rss_mb: loadPeaks.allMb, reader_mb: loadPeaks.readerMb, cold_ms: startMs },
  };
}

function rowsIn(cubes: readonly Cube[]): number {
  return cubes.reduce((sum, { rows }) => sum + rows, 0);
}

function profileFileIn(folder: string): string {
  return join(folder, 'service.cpuprofile');
}

function lineOf(row: StatisticsRow | undefined): string {
  if (row === undefined) return '';
  const { amount, query, p50_ms, p99_ms, cpu_ms, rps, rss_mb, reader_mb } = row;
  const observations = `${amount.toLocaleString('en')} observations, ${query}`;
  return query === loading
    ? `${observations}: ${format(p50_ms / 1_000)} s, ${format(rps)} rows per second, ${format(cpu_ms / 1_000)} s CPU, ${format(rss_mb)} MB (reader ${format(reader_mb)} MB)`
    : `${observations}: p50 ${format(p50_ms)} ms, p99 ${format(p99_ms)} ms, ${format(cpu_ms)} ms CPU, ${format(rss_mb)} MB`;
}

/** One line for each question and amount, so that it shows how each grows. */
function table(rows: readonly StatisticsRow[]): string {
  const lines = [
    '| question | observations | p50, ms | p99, ms | ms CPU | memory, MB |',
    '| --- | --: | --: | --: | --: | --: |',
  ];
  for (const query of new Set(rows.map((row) => row.query))) {
    for (const amount of new Set(rows.map((row) => row.amount))) {
      const own = rows.filter((row) => row.query === query && row.amount === amount);
      const figures = (['p50_ms', 'p99_ms', 'cpu_ms', 'rss_mb'] as const).map((name) =>
        format(median(own.map((row) => row[name]))),
      );
      lines.push(`| ${query} | ${amount.toLocaleString('en')} | ${figures.join(' | ')} |`);
    }
  }
  return lines.join('\n');
}
