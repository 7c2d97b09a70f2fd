import { readFileSync } from 'node:fs';

const rules = readFileSync(new URL('../../../deploy/prometheus/alerts.yml', import.meta.url), 'utf8');

/** Figures of one gateway at one time, as Prometheus keeps them. */
export type Scrape = string;

/** As Prometheus does it: `up` is 0 where a gateway gives no figures. */
export async function scrape(adminUrl: string): Promise<Scrape> {
  try {
    const answer = await fetch(`${adminUrl}/metrics`);
    return answer.ok ? `${await answer.text()}up 1\n` : 'up 0\n';
  } catch {
    return 'up 0\n';
  }
}

/**
 * Whether the expression of a rule, as it stands in deploy/prometheus/alerts.yml, holds: of figures now, and of what has been
 * counted between two times. Forms that no rule tested has are not known.
 *
 * @param labels of whom it is asked, where the expression is for each of several
 */
export function holds(
  alert: string,
  { before = '', now }: { before?: Scrape; now: Scrape },
  labels = '',
): boolean {
  const expression = new RegExp(`- alert: ${alert}\\n\\s+expr: (.*)\\n`).exec(rules)?.[1] ?? '';
  const quantile = /^histogram_quantile\(([\d.]+), sum by \([^)]*\) \(rate\((\w+)\[\w+\]\)\)\) > (\S+)$/.exec(
    expression,
  );
  if (quantile !== null) {
    const [, share, buckets = '', bound] = quantile;
    return quantileOf(Number(share), countedBetween(before, now, buckets, labels)) > Number(bound);
  }
  const gauge = /^(\w+)(?:{[^}]*})?(?: \/ (\w+))? (>|==) (\S+)$/.exec(expression);
  if (gauge === null) throw new Error(`${alert}: an expression of another form: ${expression}`);
  const [, name = '', divisor, comparison, bound] = gauge;
  const value = sumOf(now, name) / (divisor === undefined ? 1 : sumOf(now, divisor));
  return comparison === '>' ? value > Number(bound) : value === Number(bound);
}

function linesOf(figures: Scrape, name: string, labels: string): readonly string[] {
  return figures
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => line.includes(labels));
}

function sumOf(figures: Scrape, name: string): number {
  const lines = linesOf(figures, name, '');
  if (lines.length === 0) throw new Error(`there is no ${name}`);
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** By the upper bound of the bucket, ascending; each counts those below it as well. */
function countedBetween(before: Scrape, now: Scrape, buckets: string, labels: string): [number, number][] {
  const counts = new Map<number, number>();
  for (const [figures, sign] of [
    [before, -1],
    [now, 1],
  ] as const) {
    for (const line of linesOf(figures, buckets, labels)) {
      const le = /le="([^"]+)"/.exec(line)?.[1];
      const bound = le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
      counts.set(bound, (counts.get(bound) ?? 0) + sign * Number(line.split(' ').at(-1)));
    }
  }
  return [...counts].sort(([one], [other]) => one - other);
}

/** As Prometheus' `histogram_quantile`; nothing was counted: NaN, with which no comparison holds. */
function quantileOf(share: number, buckets: readonly [number, number][]): number {
  const rank = share * (buckets.at(-1)?.[1] ?? 0);
  let [from, below] = [0, 0];
  for (const [bound, count] of buckets) {
    if (count > 0 && count >= rank) {
      return bound === Number.POSITIVE_INFINITY
        ? from
        : from + ((bound - from) * (rank - below)) / (count - below);
    }
    [from, below] = [bound, count];
  }
  return Number.NaN;
}
