import type { PolicyIndex } from '@civic-graph/supergraph';
import { requirementsIn } from '../../admission/authorization/visible-schema.ts';

/** Every scope that a rule of the schema can require. */
export function scopesOfSchema(index: PolicyIndex): readonly string[] {
  return [...new Set([...requirementsIn(index)].flatMap(({ scopes }) => scopes ?? []).flat())].sort();
}
