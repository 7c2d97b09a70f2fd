import { decide, type Principal } from '@civic-graph/policy';
import type { FieldPath } from '../schema/field-path.ts';
import { guardOf, guardOfType } from '../schema/read-schema.ts';
import type { TestedServer } from '../tested-server.ts';
import type { Caller } from './caller.ts';
import { type Guard, isRefused, requirementsOf } from './is-refused.ts';

export interface EntitledCaller extends Caller {
  /** Whether the rules hold without ownership, or a key names this caller. */
  readonly isCertain: boolean;
}

/** Callers of the sample whom no decidable rule on the path refuses. */
export function entitledCallers(server: TestedServer, path: FieldPath): readonly EntitledCaller[] {
  const { schema, sample, callerOptions } = server;
  const guards = [
    typeof path.from === 'string' ? null : guardOfType(schema, path.from.type.name),
    ...path.steps.map(({ owner, field }) => guardOf(schema, owner.name, field.name)),
  ].flatMap((guard) => guard ?? []);
  const key = typeof path.from === 'string' ? [] : Object.values(sample.keys[path.from.type.name]?.[0] ?? {});
  return sample.principals.flatMap((principal, position) => {
    if (guards.some((guard) => isRefused(guard, principal, callerOptions.strangerKey))) return [];
    const isCertain =
      key.some((value) => isNameOf(value, principal)) ||
      guards.every((guard) => holdsForAll(guard, principal));
    return [{ principal, words: `principals[${position}]`, isCertain }];
  });
}

/** Whether the rules hold even for an object without an owner. */
function holdsForAll(guard: Guard, principal: Principal): boolean {
  return requirementsOf(guard).every((requirement) => decide(requirement, principal, {}).allowed);
}

/** Whether a key names the caller, so that the object belongs to it. */
function isNameOf(value: unknown, principal: Principal): boolean {
  switch (principal.kind) {
    case 'citizen':
      return value === principal.citizenKey;
    case 'operator':
      return value === principal.agency;
    case 'developer':
      return value === principal.developer;
    default:
      return false;
  }
}
