import { samples } from '../../../src/samples/catalogue.ts';
import type { Sample, SampleOccasion } from '../../../src/samples/sample.ts';

const texts = import.meta.glob<string>('../../../src/samples/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface OpenableSample extends Sample {
  readonly text: string;
  /** Operation name, which GraphiQL shows as the tab title. */
  readonly operation: string;
}

export const openableSamples: readonly OpenableSample[] = samples.map((sample) => {
  const text = texts[`../../../src/samples/${sample.name}.graphql`] ?? '';
  return { ...sample, text, operation: /^(?:query|mutation)\s+(\w+)/m.exec(text)?.[1] ?? sample.name };
});

/** Default for a new visitor. */
export const firstTabs = openableSamples.slice(0, 1).map((sample) => tabOf(sample, occasion(null)));

export function tabOf({ text, variables }: OpenableSample, now: SampleOccasion) {
  const values = variables(now);
  return { query: text, variables: Object.keys(values).length === 0 ? '' : JSON.stringify(values, null, 2) };
}

/** @param noticeCode from an earlier answer, if any */
export function occasion(noticeCode: string | null): SampleOccasion {
  return { now: new Date(), noticeCode: noticeCode ?? '0'.repeat(20), freshKey: crypto.randomUUID() };
}

export function noticeCodeIn(answer: string): string | null {
  return /"code": "(\d{20})"/.exec(answer)?.[1] ?? null;
}
