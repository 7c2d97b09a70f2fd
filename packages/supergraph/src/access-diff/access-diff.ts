import { decide, type Principal, type Requirement } from '@civic-graph/policy';
import { type ApprovedScopes, type Atoms, type Caller, callersWith, namedCallers } from './callers.ts';
import { type ReadableFields, readableFields } from './readable-fields.ts';
import { smallestRights } from './smallest-rights.ts';

export interface AccessChange {
  readonly change: 'gains' | 'loses';
  readonly coordinate: string;
  readonly caller: string;
}

/**
 * Compares completely who may read what in two supergraphs. Guards are monotonic in rights, so it tries each
 * minimal set of rights that opens a field, for each kind of caller; the deployment's apps, roles and
 * agencies are added for their names.
 *
 * @throws PolicyError where the rules of a field have too many combinations
 */
export function accessDiff(oldSdl: string, newSdl: string, apps: ApprovedScopes): AccessChange[] {
  const before = readableFields(oldSdl);
  const after = readableFields(newSdl);
  const coordinates = [...new Set([...before.coordinates, ...after.coordinates])].sort();
  const everyRule = coordinates.flatMap((name) => [...guards(before, name), ...guards(after, name)]);
  const named = namedCallers(apps, atomsOf(everyRule));

  return coordinates.flatMap((coordinate) => {
    const smallest = [before, after].flatMap((fields) =>
      fields.coordinates.has(coordinate)
        ? smallestRights(coordinate, guards(fields, coordinate)).flatMap(callersWith)
        : [],
    );
    return distinct([...named, ...smallest]).flatMap(({ name, principal }): AccessChange[] => {
      const could = mayRead(before, coordinate, principal);
      const can = mayRead(after, coordinate, principal);
      return could === can ? [] : [{ change: can ? 'gains' : 'loses', coordinate, caller: name }];
    });
  });
}

function guards({ policyIndex }: ReadableFields, coordinate: string): readonly Requirement[] {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  return policyIndex.requirementsOf(typeName, fieldName);
}

function mayRead(fields: ReadableFields, coordinate: string, principal: Principal): boolean {
  return (
    fields.coordinates.has(coordinate) &&
    guards(fields, coordinate).every((requirement) => decide(requirement, principal).allowed)
  );
}

function atomsOf(requirements: readonly Requirement[]): Atoms {
  return {
    scopes: new Set(requirements.flatMap(({ scopes }) => scopes?.flat() ?? [])),
    policies: new Set(requirements.flatMap(({ policies }) => policies?.flat() ?? [])),
  };
}

function distinct(callers: readonly Caller[]): Caller[] {
  return [...new Map(callers.map((caller) => [caller.name, caller])).values()];
}
