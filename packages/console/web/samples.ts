import { type Sample, samples } from '../src/samples/catalogue.ts';

const texts = import.meta.glob<string>('../src/samples/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface OpenableSample extends Sample {
  readonly text: string;
  /** Its name in the document, which GraphiQL shows as the title of the tab. */
  readonly operation: string;
}

export const openableSamples: readonly OpenableSample[] = samples.map((sample) => {
  const text = texts[`../src/samples/${sample.name}.graphql`] ?? '';
  return { ...sample, text, operation: /^(?:query|mutation)\s+(\w+)/m.exec(text)?.[1] ?? sample.name };
});

/** What a new visitor sees: the query over all four agencies. */
export const sampleTabs = openableSamples.slice(0, 1).map(tabOf);

/** Variables are made at the opening: an idempotency key is used once. */
export function tabOf({ text, variables }: OpenableSample) {
  return { query: text, variables: variables === null ? '' : JSON.stringify(variables(), null, 2) };
}
