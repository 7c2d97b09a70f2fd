import type { SchemaField } from '../../../graph/read-schema.ts';
import type { FieldFacts } from '../parts/use-field-facts.ts';

/** What can be switched off. */
export const kinds = ['field', 'type', 'everything'] as const;
export type TargetKind = (typeof kinds)[number];

/** As `switchOff` takes it. */
export interface Target {
  readonly coordinate: string | null;
  readonly app: string | null;
  /** The agency's fields that it names, as coordinates. */
  readonly fields: readonly string[];
}

interface Form {
  readonly kind: TargetKind;
  readonly coordinate: string;
  /** Empty for all callers. */
  readonly app: string;
}

/** @returns `null` while the form names nothing that the agency can switch off */
export function targetOf({ kind, coordinate, app }: Form, facts: FieldFacts): Target | null {
  const only = app === '' ? null : app;
  if (kind === 'everything') return only === null ? null : { coordinate: null, app: only, fields: [] };
  const isNamed = (each: SchemaField) => (kind === 'type' ? each.typeName : each.coordinate) === coordinate;
  const fields = [...facts.values()].filter(isNamed).map((each) => each.coordinate);
  return fields.length === 0 ? null : { coordinate, app: only, fields };
}
