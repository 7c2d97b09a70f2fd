import type { AgencyDirectory, ScopeDescription } from '@civic-graph/agencies';
import { dataClasses } from '@civic-graph/policy';

/**
 * Scopes for which tokens issued under `before` say too much: removed, of a higher class, for fewer purposes,
 * or closed to apps.
 */
export function tightenedScopes(before: AgencyDirectory, after: AgencyDirectory): string[] {
  return before.scopes
    .filter((scope) => isTightened(scope, after.describeScope(scope.id)))
    .map(({ id }) => id);
}

function isTightened(before: ScopeDescription, after: ScopeDescription | undefined): boolean {
  if (after === undefined) return true;
  if (dataClasses.indexOf(after.dataClass) > dataClasses.indexOf(before.dataClass)) return true;
  if (after.officialsOnly && !before.officialsOnly) return true;
  const { purposes } = after;
  return purposes !== null && (before.purposes?.some((purpose) => !purposes.includes(purpose)) ?? true);
}
