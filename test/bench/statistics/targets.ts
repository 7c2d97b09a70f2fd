import { median } from '../report.ts';
import { type Bound, verdict } from '../verdict.ts';
import { loading, type StatisticsRow } from './row.ts';

interface Target extends Bound {
  /** Name of the question; null for all of them. */
  readonly query: string | null;
  /** Observations from which it counts. */
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly figure: 'p50_ms' | 'p99_ms' | 'rps' | 'rss_mb' | 'reader_mb';
}

const large = { from: 10_000_000, to: 100_000_000 };
const five = { from: 5_000_000, to: 5_000_000 };
const atMost = (value: number, unit: 'ms' | 'MB') => ({ bound: 'at most', value, unit }) as const;

const page = 'a page of 100, filtered';
const region = 'a page of one region';
const targets: readonly Target[] = [
  { query: page, ...large, title: 'p50', figure: 'p50_ms', ...atMost(20, 'ms') },
  { query: page, ...large, title: 'p99', figure: 'p99_ms', ...atMost(80, 'ms') },
  {
    ...{ query: '100 regions, a series of two years each', ...large },
    ...{ title: 'p50', figure: 'p50_ms', ...atMost(40, 'ms') },
  },
  { query: 'sums by a dimension', ...large, title: 'p50', figure: 'p50_ms', ...atMost(400, 'ms') },
  { query: null, ...large, title: 'memory', figure: 'rss_mb', ...atMost(4_096, 'MB') },
  {
    ...{ query: loading, from: 1_000_000, to: 100_000_000, title: 'rate', figure: 'rps' },
    ...{ bound: 'at least', value: 500_000, unit: 'rows per second' },
  },
  {
    ...{ query: loading, from: 1_000_000, to: 100_000_000, title: 'memory of the reader' },
    ...{ figure: 'reader_mb', ...atMost(512, 'MB') },
  },
  { query: loading, ...five, title: 'time', figure: 'p50_ms', ...atMost(60_000, 'ms') },
  { query: loading, ...five, title: 'memory of both processes', figure: 'rss_mb', ...atMost(1_024, 'MB') },
  { query: region, ...five, title: 'p50', figure: 'p50_ms', ...atMost(50, 'ms') },
];

/** A line for each target and amount that was measured. */
export function targetsMet(rows: readonly StatisticsRow[]): string {
  const amounts = [...new Set(rows.map(({ amount }) => amount))];
  const lines = amounts.flatMap((amount) =>
    targets
      .filter(({ from, to }) => amount >= from * 0.99 && amount <= to * 1.01)
      .flatMap((target) => {
        const isOwn = (row: StatisticsRow) =>
          row.amount === amount &&
          (target.query === null ? row.query !== loading : row.query === target.query);
        const found = rows.filter(isOwn).map((row) => row[target.figure]);
        return found.length === 0 ? [] : [verdict(titleOf(target, amount), median(found), target)];
      }),
  );
  return lines.join('\n');
}

function titleOf({ query, title }: Target, amount: number): string {
  return `${amount.toLocaleString('en')} observations, ${query ?? 'all questions'}, ${title}`;
}
