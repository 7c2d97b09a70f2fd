import type { Principal } from '@civic-graph/policy';
import type { SubgraphDefinition } from '@civic-graph/supergraph';
import { type DirectiveNode, Kind, parse, type TypeNode, valueFromASTUntyped } from 'graphql';

/*
 * The policy as a reader of the schema files derives it, independent of the tested code: it reads the
 * agencies' own files instead of the supergraph, and shares no function with the gateway.
 */

type AnyOf = readonly (readonly string[])[];

interface Guards {
  dataClass: string | null;
  authenticated: boolean;
  /** Irrelevant to clients, because composition hides it from them. */
  inaccessible: boolean;
  scopes: AnyOf[];
  policies: AnyOf[];
}

export interface ExpectedAccess {
  readonly coordinates: readonly string[];
  dataClass(coordinate: string): string | null;
  isVisible(coordinate: string): boolean;
  mayRead(principal: Principal, coordinate: string): boolean;
  /** Whether it may be read without owning the object. */
  mayReadOfAnybody(principal: Principal, coordinate: string): boolean;
}

export function expectedAccess(definitions: readonly SubgraphDefinition[]): ExpectedAccess {
  const written = new Map<string, Guards>();
  const results = new Map<string, string>();
  for (const { sdl } of definitions) {
    for (const node of parse(sdl).definitions) {
      if (!('name' in node) || !node.name || node.kind === Kind.DIRECTIVE_DEFINITION) continue;
      note(node.name.value, node.directives);
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
      for (const field of node.fields ?? []) {
        const coordinate = `${node.name.value}.${field.name.value}`;
        note(coordinate, field.directives);
        results.set(coordinate, namedType(field.type));
      }
    }
  }
  const guardsOf = (coordinate: string) =>
    [coordinate, coordinate.split('.')[0]!, results.get(coordinate)!].flatMap(
      (key) => written.get(key) ?? [],
    );

  return {
    coordinates: [...results.keys()],
    dataClass: (coordinate) =>
      written.get(coordinate)?.dataClass ?? written.get(coordinate.split('.')[0]!)?.dataClass ?? null,
    isVisible: (coordinate) => written.get(coordinate)?.inaccessible !== true,
    mayRead: (principal, coordinate) =>
      guardsOf(coordinate).every((guards) => satisfies(principal, guards, hasPolicy)),
    mayReadOfAnybody: (principal, coordinate) =>
      guardsOf(coordinate).every((guards) =>
        satisfies(principal, guards, (caller, policy) => policy !== 'owner' && hasPolicy(caller, policy)),
      ),
  };

  function note(key: string, directives: readonly DirectiveNode[] = []): void {
    const guards = written.get(key) ?? {
      dataClass: null,
      authenticated: false,
      inaccessible: false,
      scopes: [],
      policies: [],
    };
    for (const { name, arguments: args } of directives) {
      const value = args?.[0] && valueFromASTUntyped(args[0].value);
      if (name.value === 'dataClass') guards.dataClass = String(value);
      if (name.value === 'inaccessible') guards.inaccessible = true;
      if (name.value === 'authenticated') guards.authenticated = true;
      if (name.value === 'requiresScopes') guards.scopes.push(value as AnyOf);
      if (name.value === 'policy') guards.policies.push(value as AnyOf);
    }
    written.set(key, guards);
  }
}

function satisfies(
  principal: Principal,
  { authenticated, scopes, policies }: Guards,
  has: typeof hasPolicy,
): boolean {
  if (principal.kind === 'anonymous') return !authenticated && scopes.length === 0 && policies.length === 0;
  const holds = (any: AnyOf, test: (atom: string) => boolean) => any.some((all) => all.every(test));
  return (
    scopes.every((any) => holds(any, (scope) => principal.scopes.includes(scope))) &&
    policies.every((any) => holds(any, (policy) => has(principal, policy)))
  );
}

function hasPolicy(principal: Exclude<Principal, { kind: 'anonymous' }>, policy: string): boolean {
  const [kind, ...rest] = policy.split(':');
  const value = rest.join(':');
  if (kind === 'owner') return ['citizen', 'operator', 'developer'].includes(principal.kind);
  if (kind === 'consent') return principal.kind === 'citizen' && principal.consents.includes(value);
  if (kind === 'assurance') return 'assurance' in principal && principal.assurance === value;
  if (kind === 'role') return 'roles' in principal && principal.roles?.includes(value) === true;
  if (policy === 'agency') return principal.kind === 'operator';
  if (kind === 'agency') return principal.kind === 'operator' && principal.agency === value;
  throw new Error(`the schema names a policy that this table does not know: ${policy}`);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
