import { createAgencyDirectory, type Manifest, type ScopeDescription } from '@civic-graph/agencies';
import { type DataClass, parsePolicyName } from '@civic-graph/policy';
import { readableFields } from '@civic-graph/supergraph';
import type { AccessChange } from './check-report.ts';

export interface ScopesInForce {
  /** Undefined for a new subgraph. */
  readonly manifest: Manifest | undefined;
  /** `null` before the first publish. */
  readonly sdl: string | null;
}

/**
 * Scopes for which more apps or purposes can be approved, or that another agency decides on, or of a lower
 * class: gains of access whose coordinate is the scope's id.
 */
export function loosenedScopes(
  before: ScopesInForce,
  after: { readonly manifest: Manifest; readonly sdl: string },
): AccessChange[] {
  const known = new Map(scopesOf(before.manifest).map((scope) => [scope.id, scope]));
  const required = before.sdl === null ? new Map<string, DataClass[]>() : classesBehind(before.sdl);
  const requiredNow = classesBehind(after.sdl);
  return scopesOf(after.manifest).flatMap((scope): AccessChange[] => {
    const old = known.get(scope.id);
    const fields = required.get(scope.id) ?? [];
    const callers = old === undefined ? definedFor(fields) : loosenings(old, scope);
    if (callers.length === 0) return [];
    // Fields behind a scope may have a higher class than the manifest says.
    const classes = [scope.dataClass, ...fields, ...(requiredNow.get(scope.id) ?? [])];
    const dataClass = [...classes, old?.dataClass ?? scope.dataClass].reduce(higher);
    return [{ kind: 'gains', coordinate: scope.id, dataClass, callers }];
  });
}

/** Otherwise a scope could be removed, and defined again with other conditions. */
function definedFor(fields: readonly DataClass[]): string[] {
  return fields.length > 0 ? ['apps, for fields that require the scope already'] : [];
}

function loosenings(before: ScopeDescription, after: ScopeDescription): string[] {
  const { purposes } = before;
  const more = after.purposes?.filter((purpose) => purposes?.includes(purpose) === false);
  return [
    ...(before.officialsOnly && !after.officialsOnly ? ['apps, no longer officials only'] : []),
    ...(purposes !== null && more === undefined ? ['apps for every purpose'] : []),
    ...(more?.map((purpose) => `apps for the purpose ${purpose}`) ?? []),
    ...(before.decidedBy === after.decidedBy
      ? []
      : [`apps that ${after.decidedBy} approves, no longer ${before.decidedBy}`]),
    ...(after.dataClass < before.dataClass
      ? [`all who may read class ${after.dataClass}, lowered from ${before.dataClass}`]
      : []),
  ];
}

/** Classes of the fields whose rules name a scope, by scope. */
function classesBehind(supergraphSdl: string): Map<string, DataClass[]> {
  const { policyIndex } = readableFields(supergraphSdl);
  const classes = new Map<string, DataClass[]>();
  for (const coordinate of policyIndex.coordinates) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const dataClass = policyIndex.classOf(typeName, fieldName) ?? 'C0';
    const scopes = policyIndex
      .requirementsOf(typeName, fieldName)
      .flatMap((rule) => [...(rule.scopes?.flat() ?? []), ...consentsOf(rule.policies?.flat() ?? [])]);
    for (const scope of new Set(scopes)) classes.set(scope, [...(classes.get(scope) ?? []), dataClass]);
  }
  return classes;
}

function consentsOf(policies: readonly string[]): string[] {
  return policies.flatMap((name) => {
    const policy = parsePolicyName(name);
    return policy?.kind === 'consent' ? [policy.scope] : [];
  });
}

function scopesOf(manifest: Manifest | undefined): readonly ScopeDescription[] {
  return manifest === undefined ? [] : createAgencyDirectory([manifest]).scopes;
}

function higher(one: DataClass, other: DataClass): DataClass {
  return one > other ? one : other;
}
