/** `cpu_ms` is the gateway's CPU time per request; `p50_ms` and `p99_ms` are measured at a fixed rate. */
export interface Figures {
  readonly rps: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly cpu_ms: number;
  readonly rss_mb: number;
  readonly cold_ms: number;
  /** Number of response times behind `p50_ms` and `p99_ms`, at a fixed rate. */
  readonly samples?: number;
}

/** Metrics of one contender for one query in one round. */
export interface Row extends Figures {
  readonly suite: string;
  readonly query: string;
  readonly contender: string;
  readonly round: number;
  /** Amount of the dimension that a growth suite varies. */
  readonly amount?: number;
}

/** A contender that could not be measured, with the reason. */
export interface Absence {
  readonly query: string;
  readonly contender: string;
  readonly reason: string;
}

const figures = ['rps', 'p50_ms', 'p99_ms', 'cpu_ms', 'rss_mb', 'cold_ms'] as const;

/**
 * Median of each metric, and the ratio to the baseline per round: median (min to max). Reasons for missing
 * metrics are below the table, to keep it narrow.
 */
export function report(rows: readonly Row[], absent: readonly Absence[], baseline: string): string {
  const lines = [
    `| query | contender | ${figures.join(' | ')} |`,
    `|---|---|${figures.map(() => '--:').join('|')}|`,
  ];
  for (const query of new Set([...rows, ...absent].map((row) => row.query))) {
    const own = rows.filter((row) => row.query === query);
    for (const contender of new Set(own.map((row) => row.contender))) {
      const rounds = own.filter((row) => row.contender === contender);
      const cells = figures.map((figure) => format(median(rounds.map((row) => row[figure]))));
      lines.push(`| ${query} | ${contender} | ${cells.join(' | ')} |`);
      const pairs = rounds.flatMap((row) => {
        const base = own.find((other) => other.contender === baseline && other.round === row.round);
        return base === undefined ? [] : [{ row, base }];
      });
      if (contender === baseline || pairs.length === 0) continue;
      const ratios = figures.map((figure) =>
        spread(pairs.map(({ row, base }) => row[figure] / base[figure])),
      );
      lines.push(`| | … against ${baseline} | ${ratios.join(' | ')} |`);
    }
    for (const contender of new Set(
      absent.filter((row) => row.query === query).map((row) => row.contender),
    )) {
      lines.push(`| ${query} | ${contender} | not measured |${' |'.repeat(figures.length - 1)}`);
    }
  }
  const counted = samplesOf(rows);
  if (counted !== null) lines.push('', counted);
  if (absent.length > 0) lines.push('', 'Not measured:', '', ...reasons(absent));
  return lines.join('\n');
}

/** Share of the requests per second that remains, in words: median, minimum and maximum of the rounds. */
export function shareKept(
  rows: readonly Row[],
  {
    query,
    contender,
    against,
    demanded,
    isJudged,
  }: {
    readonly query: string;
    readonly contender: string;
    /** The same without it. */
    readonly against: string;
    readonly demanded: number;
    /** Whether the target applies to this query. */
    readonly isJudged: boolean;
  },
): string {
  const own = rows.filter((row) => row.query === query);
  const shares = (figure: 'rps' | 'cpu_ms') =>
    own
      .filter((row) => row.contender === contender)
      .map((row) => {
        const base = own.find((other) => other.contender === against && other.round === row.round);
        return row[figure] / (base?.[figure] ?? Number.NaN);
      });
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  const spreadOf = (values: readonly number[]) =>
    `${percent(median(values))} (${percent(Math.min(...values))} to ${percent(Math.max(...values))})`;
  const kept = shares('rps');
  const verdict = median(kept) < demanded ? ': **missed**' : '';
  const demand = isJudged ? ` (at least ${percent(demanded)} is demanded${verdict})` : '';
  return (
    `${query}: ${contender} serves ${spreadOf(kept)} of the requests per second of ${against}${demand}, ` +
    `for ${spreadOf(shares('cpu_ms'))} of its CPU time per request.`
  );
}

/** Number of response times per cell and round, by query. */
function samplesOf(rows: readonly Row[]): string | null {
  const counts = new Map<number, Set<string>>();
  for (const { query, samples } of rows) {
    if (samples === undefined) continue;
    counts.set(samples, (counts.get(samples) ?? new Set()).add(query));
  }
  if (counts.size === 0) return null;
  const parts = [...counts].map(
    ([count, queries]) => `${count.toLocaleString('en')} (${[...queries].join('; ')})`,
  );
  return `Response times per cell and round: ${parts.join('; ')}.`;
}

/** A line for each contender and reason, with its queries. */
function reasons(absent: readonly Absence[]): string[] {
  const queries = new Map<string, Set<string>>();
  for (const { contender, query, reason } of absent) {
    const short = reason.replace(/\s+/g, ' ').replaceAll('`', "'").slice(0, 120);
    const line = `${contender}: \`${short}\``;
    queries.set(line, (queries.get(line) ?? new Set()).add(query));
  }
  return [...queries].map(([line, found]) => `- ${line} (${[...found].join('; ')})`);
}

function spread(ratios: readonly number[]): string {
  return `×${format(median(ratios))} (${format(Math.min(...ratios))} to ${format(Math.max(...ratios))})`;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** @param sorted ascending */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function format(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  if (value >= 10) return value.toFixed(1);
  return value >= 0.1 ? value.toFixed(2) : value.toFixed(3);
}
