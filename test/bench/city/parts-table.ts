import { format } from '../report.ts';
import type { PartsCpu } from './processes.ts';

/** CPU time of each part in one round. */
export interface SpentRow {
  readonly query: string;
  readonly contender: string;
  readonly requests: number;
  /** In milliseconds. */
  readonly parts: PartsCpu;
}

/** CPU time per request by part, over all rounds. */
export function partsTable(rows: readonly SpentRow[]): string {
  const parts = Object.keys(rows[0]?.parts ?? {}) as (keyof PartsCpu)[];
  const lines = [
    `| ms of CPU time per request | contender | ${parts.join(' | ')} | all |`,
    `|---|---|${parts.map(() => '--:').join('|')}|--:|`,
  ];
  for (const name of new Set(rows.map(nameOf))) {
    const own = rows.filter((row) => nameOf(row) === name);
    const requests = own.reduce((sum, row) => sum + row.requests, 0);
    const spent = parts.map((part) => own.reduce((sum, row) => sum + row.parts[part], 0) / requests);
    const all = spent.reduce((sum, value) => sum + value, 0);
    lines.push(`| ${name} | ${[...spent, all].map(format).join(' | ')} |`);
  }
  return lines.join('\n');
}

function nameOf({ query, contender }: SpentRow): string {
  return `${query} | ${contender}`;
}
