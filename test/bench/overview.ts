import { type Absence, format, median, type Row } from './report.ts';

/** Overview of one metric: one row per contender and one column per query, with medians. */
export function overview(
  title: string,
  figure: 'rps' | 'cpu_ms',
  rows: readonly Row[],
  absent: readonly Absence[],
): string {
  const queries = [...new Set([...rows, ...absent].map(({ query }) => query))];
  const contenders = [...new Set([...rows, ...absent].map(({ contender }) => contender))];
  const lines = [`| ${title} | ${queries.join(' | ')} |`, `|---|${queries.map(() => '--:').join('|')}|`];
  for (const contender of contenders) {
    const cells = queries.map((query) => {
      const own = rows.filter((row) => row.contender === contender && row.query === query);
      return own.length === 0 ? 'not measured' : format(median(own.map((row) => row[figure])));
    });
    lines.push(`| ${contender} | ${cells.join(' | ')} |`);
  }
  return lines.join('\n');
}
