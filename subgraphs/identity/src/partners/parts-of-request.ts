import type { AgencyDirectory } from '@civic-graph/agencies';
import type { FieldNeed } from './derive-needs.ts';

export interface PartNeed {
  readonly agency: string;
  readonly scopes: readonly string[];
}

/** Fields of a request that need something that the part's agency decides on. */
export function fieldsOfPart(part: Pick<PartNeed, 'scopes'>, fields: readonly FieldNeed[]): FieldNeed[] {
  return fields.filter(({ scopes }) => scopes.some((scope) => part.scopes.includes(scope)));
}

/** Agencies that must approve each scope of a request. */
export function partsOf(fields: readonly FieldNeed[], directory: AgencyDirectory): PartNeed[] {
  const parts = new Map<string, Set<string>>();
  for (const field of fields) {
    for (const scope of field.scopes) {
      for (const agency of decidersOf(scope, field, directory)) {
        parts.set(agency, (parts.get(agency) ?? new Set()).add(scope));
      }
    }
  }
  return [...parts].map(([agency, scopes]) => ({ agency, scopes: directory.inOrder(scopes) }));
}

/**
 * The agency that decides on the scope, because a scope opens all data behind it, and any other agency whose
 * field uses it. The agency that defines the scope is asked only if its manifest has no other `decidedBy`.
 */
function decidersOf(scope: string, { agencies }: FieldNeed, directory: AgencyDirectory): string[] {
  const described = directory.describeScope(scope);
  if (described === undefined) return [];
  const own = directory.agencyOf(described.subgraph);
  return [...agencies.filter((agency) => agency !== own), described.decidedBy];
}
