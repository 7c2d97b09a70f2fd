import { format, median } from '../report.ts';
import type { LoadingRow, ReplacingRow, TransportRow } from './row.ts';
import { ratioOf } from './targets.ts';

/** Tables of the parts that were measured. */
export function tables(
  rows: readonly TransportRow[],
  loads: readonly LoadingRow[],
  replacements: readonly ReplacingRow[],
): string[] {
  const own = (part: TransportRow['part']) => rows.filter((row) => row.part === part);
  const parts = [
    journeyTable(own('journeys')),
    updateTable(own('updates')),
    loadingTable(loads),
    replacingTable(replacements),
  ];
  return parts.filter((lines) => lines.length > 2).map((lines) => lines.join('\n'));
}

function journeyTable(rows: readonly TransportRow[]): string[] {
  const lines = [
    '| journeys | per second | ms CPU | p50, ms | p99, ms | CPU against by timetable |',
    '| --- | --: | --: | --: | --: | --: |',
  ];
  for (const contender of new Set(rows.map((row) => row.contender))) {
    const own = rows.filter((row) => row.contender === contender);
    const ratio = ratioOf(rows, contender);
    const cells = [
      ...(['rps', 'cpu_ms', 'p50_ms', 'p99_ms'] as const).map((name) => middle(own, name)),
      Number.isNaN(ratio) ? '' : `×${ratio.toFixed(2)}`,
    ];
    lines.push(`| ${[contender, ...cells].join(' | ')} |`);
  }
  return lines;
}

function updateTable(rows: readonly TransportRow[]): string[] {
  const lines = ['| message | step | ms CPU |', '| --- | --- | --: |'];
  for (const query of new Set(rows.map((row) => row.query))) {
    for (const contender of new Set(rows.filter((row) => row.query === query).map((row) => row.contender))) {
      const own = rows.filter((row) => row.query === query && row.contender === contender);
      lines.push(`| ${query} | ${contender} | ${middle(own, 'cpu_ms')} |`);
    }
  }
  return lines;
}

/** The last column says how the time grows: 1 is in proportion to the amount. */
function loadingTable(rows: readonly LoadingRow[]): string[] {
  const columns = ['stop times', 'seconds', 'CPU seconds', 'per second', 'first journey, s'];
  const memory = ['bytes of each', 'resident, MB', 'peak, MB', 'grows to the power of'];
  const lines = [`| ${[...columns, ...memory].join(' | ')} |`, `|${' --: |'.repeat(9)}`];
  const smallest = rows.filter(({ amount }) => amount === rows[0]?.amount);
  for (const amount of new Set(rows.map((row) => row.amount))) {
    const own = rows.filter((row) => row.amount === amount);
    const seconds = (figure: 'p50_ms' | 'cpu_ms' | 'cold_ms') => format(medianOf(own, figure) / 1_000);
    const growth =
      Math.log(medianOf(own, 'cpu_ms') / medianOf(smallest, 'cpu_ms')) /
      Math.log(amount / (rows[0]?.amount ?? amount));
    const cells = [
      ...[amount.toLocaleString('en'), seconds('p50_ms'), seconds('cpu_ms'), middle(own, 'rps')],
      ...[seconds('cold_ms'), middle(own, 'bytes'), middle(own, 'rss_mb'), middle(own, 'peak_mb')],
      Number.isNaN(growth) ? '' : growth.toFixed(2),
    ];
    lines.push(`| ${cells.join(' | ')} |`);
  }
  return lines;
}

function replacingTable(rows: readonly ReplacingRow[]): string[] {
  const lines = [
    '| 500 requests per second | stop times | event loop p99, ms | longest, ms | answers p50, ms | p99, ms | peak, MB |',
    '| --- | --: | --: | --: | --: | --: | --: |',
  ];
  for (const contender of new Set(rows.map((row) => row.contender))) {
    const own = rows.filter((row) => row.contender === contender);
    const figures = ['delay_p99_ms', 'delay_max_ms', 'p50_ms', 'p99_ms', 'peak_mb'] as const;
    const cells = [medianOf(own, 'amount').toLocaleString('en'), ...figures.map((name) => middle(own, name))];
    lines.push(`| ${[contender, ...cells].join(' | ')} |`);
  }
  return lines;
}

type NumbersOf<R> = { [Name in keyof R]-?: R[Name] extends number ? Name : never }[keyof R];

function medianOf<R>(rows: readonly R[], figure: NumbersOf<R>): number {
  return median(rows.map((row) => row[figure] as number));
}

function middle<R>(rows: readonly R[], figure: NumbersOf<R>): string {
  return format(medianOf(rows, figure));
}
