import { type AgencyDirectory, allowsPurpose, type ScopeDescription } from '@civic-graph/agencies';
import type { FieldNeed } from './derive-needs.ts';
import { type PartNeed, partsOf } from './parts-of-request.ts';

export interface DraftedRequest {
  readonly fields: readonly FieldNeed[];
  readonly parts: readonly PartNeed[];
  /** Purposes of the app. */
  readonly purposes: readonly string[];
}

/**
 * Scopes for which a request must be drafted again, because manifests have changed: no longer defined, not
 * for any of the app's purposes, or to be approved by an agency that was not asked.
 */
export function outdatedScopes(
  { fields, parts, purposes }: DraftedRequest,
  directory: AgencyDirectory,
): string[] {
  const wanted = new Set(fields.flatMap(({ scopes }) => scopes));
  const gone = [...wanted].filter((scope) => directory.describeScope(scope) === undefined);
  const unasked = partsOf(fields, directory).flatMap(({ agency, scopes }) => {
    const asked = parts.find((part) => part.agency === agency)?.scopes ?? [];
    return scopes.filter((scope) => !asked.includes(scope));
  });
  const misused = scopesForNoneOf(purposes, wanted, directory).map(({ id }) => id);
  return [...new Set([...gone, ...unasked, ...misused])];
}

/** Tokens carry a scope only for purposes that it allows: without one of them, an app can never use it. */
export function scopesForNoneOf(
  purposes: readonly string[],
  scopes: Iterable<string>,
  directory: AgencyDirectory,
): ScopeDescription[] {
  return directory
    .inOrder(scopes)
    .flatMap((id) => directory.describeScope(id) ?? [])
    .filter((scope) => !purposes.some((purpose) => allowsPurpose(scope, purpose)));
}
