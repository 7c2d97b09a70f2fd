import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readCity, writeCopies } from './copied-city.ts';
import type { LoadFigures } from './load-process.ts';
import { type LoadingRow, noFigures, suite } from './row.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('load-process.ts', import.meta.url));
const usualCopies = [1, 20];
const quickCopies = 4;
/** Larger amounts are loaded once, because they take minutes. */
const mostRowsRepeated = 5_000_000;
const limitMs = 60 * 60_000;
const mega = 1024 ** 2;

export interface LoadingOptions {
  readonly rounds: number;
  readonly quick: boolean;
  /** Most stop times; `null` for the usual amounts. */
  readonly mostRows: number | null;
  readonly say: (line: string) => void;
}

/** Loads growing numbers of copies of a city, each in a process of its own that then plans a journey. */
export async function measureLoading(
  path: string,
  { rounds, quick, mostRows, say }: LoadingOptions,
): Promise<LoadingRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'civic-graph-cities-'));
  // Also after an interruption: the files are large.
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const city = readCity(path);
    const rows: LoadingRow[] = [];
    for (const copies of copiesOf(city.stopTimes, quick, mostRows)) {
      const zip = join(folder, `${copies}.zip`);
      say(`  writing ${copies} copies …`);
      writeCopies(city, copies, zip);
      const isRepeated = copies * city.stopTimes <= mostRowsRepeated;
      for (let round = 1; round <= (isRepeated ? rounds : 1); round += 1) {
        const figures = await load(zip);
        if (figures.stopTimes !== copies * city.stopTimes) throw new Error('stop times are lost');
        rows.push(rowOf(figures, round));
        say(`  round ${round}: ${figures.stopTimes} stop times in ${figures.seconds.toFixed(1)} s`);
      }
      rmSync(zip);
    }
    return rows;
  } finally {
    process.off('exit', remove);
    remove();
  }
}

function copiesOf(stopTimes: number, quick: boolean, mostRows: number | null): number[] {
  if (mostRows === null) return quick ? [1, quickCopies] : usualCopies;
  const most = Math.max(1, Math.ceil(mostRows / stopTimes));
  return [...usualCopies.filter((copies) => copies < most), most];
}

async function load(zip: string): Promise<LoadFigures> {
  const flags = ['--expose-gc', '--conditions=source', '--import', 'tsx'];
  const { stdout } = await run(process.execPath, [...flags, program, zip], { timeout: limitMs });
  return JSON.parse(stdout) as LoadFigures;
}

function rowOf(figures: LoadFigures, round: number): LoadingRow {
  const { stopTimes, seconds, cpuMs, before, after, peak, firstJourneySeconds } = figures;
  return {
    ...noFigures,
    ...{ suite, part: 'loading', query: 'loading', contender: 'in a thread', round, amount: stopTimes },
    ...{ cpu_ms: cpuMs, rps: stopTimes / seconds, p50_ms: seconds * 1_000, p99_ms: seconds * 1_000 },
    ...{ cold_ms: firstJourneySeconds * 1_000, rss_mb: after / mega, peak_mb: peak / mega },
    bytes: (after - before) / stopTimes,
  };
}
