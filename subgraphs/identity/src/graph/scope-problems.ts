import type { ScopeDescription } from '@civic-graph/agencies';
import type { UndefinedScope } from '../partners/derive-needs.ts';

/* Maps problems with the manifests of agencies to GraphQL types. */

export function scopesNotDefined(scopes: readonly UndefinedScope[]) {
  const names = [...new Set(scopes.map(({ scope }) => scope))];
  const fields = [...new Set(scopes.map(({ coordinate }) => coordinate))];
  return {
    __typename: 'ScopesNotDefined',
    message: `No manifest defines ${names.join(', ')}, which ${fields.join(', ')} requires. Ask the agency of the field to add it to its manifest, or to correct its schema.`,
    scopes: names,
    fields,
  } as const;
}

export function purposesNotAllowed(scopes: readonly ScopeDescription[]) {
  const allowed = scopes.map(({ id, purposes }) => `${id} is only for ${(purposes ?? []).join(', ')}`);
  return {
    __typename: 'PurposesNotAllowed',
    message: `${allowed.join('; ')}. Change the purposes of the app, or leave out the operations that need it.`,
    scopes: scopes.map(({ id }) => id),
    purposes: [...new Set(scopes.flatMap(({ purposes }) => purposes ?? []))],
  } as const;
}

export function requestOutdated(scopes: readonly string[]) {
  return {
    __typename: 'AccessRequestOutdated',
    message: `Manifests have changed since the draft, for ${scopes.join(', ')}. The developer must run draftAccess and submitAccess again.`,
    scopes: [...scopes],
  } as const;
}
