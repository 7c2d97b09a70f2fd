/** `cpu_ms` is processor time of the gateway a request. */
export interface Figures {
  readonly rps: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly cpu_ms: number;
  readonly rss_mb: number;
  readonly cold_ms: number;
}

/** One contender's figures for one query in one round. */
export interface Row extends Figures {
  readonly suite: string;
  readonly query: string;
  readonly contender: string;
}

/** A contender that could not be measured, and why. */
export interface Absence {
  readonly query: string;
  readonly contender: string;
  readonly reason: string;
}

const figures = ['rps', 'p50_ms', 'p99_ms', 'cpu_ms', 'rss_mb', 'cold_ms'] as const;

/** Median of each figure, and the ratio to the baseline round by round: median (min to max). */
export function report(rows: readonly Row[], baseline: string): string {
  const lines = [
    `| query | contender | ${figures.join(' | ')} |`,
    `|---|---|${figures.map(() => '--:').join('|')}|`,
  ];
  for (const query of new Set(rows.map((row) => row.query))) {
    const own = rows.filter((row) => row.query === query);
    const base = own.filter((row) => row.contender === baseline);
    for (const contender of new Set(own.map((row) => row.contender))) {
      const rounds = own.filter((row) => row.contender === contender);
      const cells = figures.map((figure) => format(median(rounds.map((row) => row[figure]))));
      lines.push(`| ${query} | ${contender} | ${cells.join(' | ')} |`);
      if (contender === baseline) continue;
      const ratios = figures.map((figure) =>
        spread(rounds.map((row, round) => row[figure] / base[round]![figure])),
      );
      lines.push(`| | … against ${baseline} | ${ratios.join(' | ')} |`);
    }
  }
  return lines.join('\n');
}

function spread(ratios: readonly number[]): string {
  return `×${format(median(ratios))} (${format(Math.min(...ratios))} to ${format(Math.max(...ratios))})`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
