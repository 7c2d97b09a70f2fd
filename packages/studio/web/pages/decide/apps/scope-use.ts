import type { SchemaField } from '../../../graph/read-schema.ts';
import type { FieldFacts } from '../parts/use-field-facts.ts';

/** Reads of an agency's fields, as the graph totals them. */
interface Read {
  readonly fields: readonly string[];
  readonly lastReadAt: string;
}

/** Whether an app uses a data group that it was granted. */
export type ScopeUse =
  | { readonly kind: 'used'; readonly lastReadAt: string }
  | { readonly kind: 'unused' }
  /** Only reads of personal fields are recorded. */
  | { readonly kind: 'unrecorded'; readonly fields: readonly string[] };

/**
 * How an app uses a data group, by the fields that require it.
 * @param reads of this app
 * @returns `null` if none of the agency's fields requires it
 */
export function scopeUse(scope: string, facts: FieldFacts, reads: readonly Read[]): ScopeUse | null {
  const fields = [...facts.values()].filter(({ access }) => access.scopes.flat().includes(scope));
  if (fields.length === 0) return null;
  const isRecorded = ({ dataClass }: SchemaField) => dataClass !== 'C0' && dataClass !== 'C1';
  const recorded = new Set(fields.filter(isRecorded).map(({ coordinate }) => coordinate));
  if (recorded.size === 0) {
    return { kind: 'unrecorded', fields: fields.map(({ coordinate }) => coordinate) };
  }
  const times = reads.flatMap((read) =>
    read.fields.some((each) => recorded.has(each)) ? read.lastReadAt : [],
  );
  const last = times.sort().at(-1);
  return last === undefined ? { kind: 'unused' } : { kind: 'used', lastReadAt: last };
}
