import { format } from './report.ts';

/** What a metric must be. */
export interface Bound {
  readonly bound: 'at most' | 'at least';
  readonly value: number;
  readonly unit: string;
}

/** A note of a report that says whether a target is met; the page of results counts "is demanded". */
export function verdict(what: string, found: number, { bound, value, unit }: Bound): string {
  const isMissed = bound === 'at most' ? found > value : found < value;
  const demand = `${bound} ${value.toLocaleString('en')} ${unit} is demanded${isMissed ? ': **missed**' : ''}`;
  return `- ${what}: ${format(found)} ${unit} (${demand}).`;
}
