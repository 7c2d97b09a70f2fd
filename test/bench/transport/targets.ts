import { median } from '../report.ts';
import { type Bound, verdict } from '../verdict.ts';
import { scheduled } from './journeys.ts';
import { situations } from './replacing.ts';
import type { LoadingRow, ReplacingRow, TransportRow } from './row.ts';
import { fewStops, inAll } from './updates.ts';

const planned: Bound = { bound: 'at least', value: 2_500, unit: 'journeys per second' };
const realtime: Bound = { bound: 'at most', value: 1.05, unit: 'times the CPU time by timetable' };
const applied: Bound = { bound: 'at most', value: 50, unit: 'ms' };
const loaded: Bound = { bound: 'at least', value: 800_000, unit: 'stop times per second' };
const resident: Bound = { bound: 'at most', value: 60, unit: 'bytes' };
const peaked: Bound = { bound: 'at most', value: 1.3, unit: 'times the memory while serving' };
const delayed: Bound = { bound: 'at most', value: 20, unit: 'ms' };
const residentOfCountry: Bound = { bound: 'at most', value: 2_048, unit: 'MB' };
/** Below, the program and its start take more memory and time than the feed. */
const leastAmount = 1_000_000;
const countryAmount = 29_500_000;

/** A note for each target, and some figures that have none. */
export function targetsMet(
  rows: readonly TransportRow[],
  loads: readonly LoadingRow[],
  replacements: readonly ReplacingRow[],
): string {
  return [...journeys(rows), ...updates(rows), ...loading(loads), ...replacing(replacements)].join('\n');
}

/** CPU time of journeys against that by timetable in the same round; NaN for those by timetable. */
export function ratioOf(rows: readonly TransportRow[], contender: string): number {
  const ratios = rows.flatMap((row) => {
    const isBase = (other: TransportRow) => other.contender === scheduled && other.round === row.round;
    const base = rows.find(isBase);
    return row.contender !== contender || base === undefined || base === row
      ? []
      : [row.cpu_ms / base.cpu_ms];
  });
  return median(ratios);
}

function journeys(rows: readonly TransportRow[]): string[] {
  const own = rows.filter(({ part }) => part === 'journeys');
  const perSecond = own.filter(({ contender }) => contender === scheduled).map(({ rps }) => rps);
  return [...new Set(own.map(({ contender }) => contender))].map((contender) =>
    contender === scheduled
      ? verdict(`journeys ${scheduled}, on one core`, median(perSecond), planned)
      : verdict(`journeys in real time, ${contender}`, ratioOf(own, contender), realtime),
  );
}

function updates(rows: readonly TransportRow[]): string[] {
  const own = rows.filter(({ part, contender }) => part === 'updates' && contender === inAll);
  return [...new Set(own.map(({ query }) => query))].map((query) => {
    const found = median(own.filter((row) => row.query === query).map((row) => row.cpu_ms));
    const what = `${query}, CPU time ${inAll}`;
    return query === fewStops ? verdict(what, found, applied) : `- ${what}: ${found.toFixed(0)} ms.`;
  });
}

function loading(rows: readonly LoadingRow[]): string[] {
  const amounts = [...new Set(rows.map(({ amount }) => amount))];
  return amounts.flatMap((amount) => {
    const own = rows.filter((row) => row.amount === amount);
    const middle = (figure: 'rps' | 'bytes' | 'rss_mb' | 'peak_mb') => median(own.map((row) => row[figure]));
    const what = (title: string) => `${amount.toLocaleString('en')} stop times, ${title}`;
    return [
      ...(amount < leastAmount
        ? []
        : [
            verdict(what('rate of loading'), middle('rps'), loaded),
            verdict(what('peak while loading'), middle('peak_mb') / middle('rss_mb'), peaked),
          ]),
      ...(amount < countryAmount
        ? [`- ${what('memory of each, with that of threads')}: ${middle('bytes').toFixed(0)} bytes.`]
        : [
            verdict(what('memory of each'), middle('bytes'), resident),
            verdict(what('resident memory'), middle('rss_mb'), residentOfCountry),
          ]),
    ];
  });
}

function replacing(rows: readonly ReplacingRow[]): string[] {
  return [...new Set(rows.map(({ contender }) => contender))].map((contender) => {
    const found = median(rows.filter((row) => row.contender === contender).map((row) => row.delay_p99_ms));
    const what = `event loop at 500 requests per second, p99, ${contender}`;
    return contender === situations.loading
      ? verdict(what, found, delayed)
      : `- ${what}: ${found.toFixed(1)} ms.`;
  });
}
