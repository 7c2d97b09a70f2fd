import { type Requirement, type SchemaPolicies, schemaLinks } from '@civic-graph/policy';
import {
  type DocumentNode,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { gatheredRules } from '../graphql/gathered-rules.ts';
import { type FieldDependencies, fieldDependencies } from './field-dependencies.ts';

type CompositeType = GraphQLObjectType | GraphQLInterfaceType;

/** Everything that guards a field, wherever it is declared in the supergraph. */
export interface FieldGuards {
  of(type: CompositeType, fieldName: string): readonly Requirement[];
}

/**
 * A field inherits the rules of its type, interfaces and result type, and of every field that the gateway
 * reads to answer it, over any number of hops.
 */
export function fieldGuards(
  document: DocumentNode,
  schema: GraphQLSchema,
  policies: SchemaPolicies,
): FieldGuards {
  const own = (coordinate: string) => policies.get(coordinate)?.requirement ?? null;
  const dependencies = fieldDependencies(document, schema);
  const isGathered = schemaLinks(document).some(({ identity }) => identity === gatheredRules.identity);
  return { of: (type, fieldName) => [...guardsWithDependencies(type, fieldName)] };

  function guardsWithDependencies(type: CompositeType, fieldName: string): Set<Requirement> {
    const guards = new Set<Requirement>();
    const seen = new Set<string>();
    follow(`${type.name}.${fieldName}`);
    return guards;

    function follow(coordinate: string): void {
      if (seen.has(coordinate)) return;
      seen.add(coordinate);
      for (const guard of written(coordinate)) guards.add(guard);
      const needed = dependencies.get(coordinate);
      if (needed) for (const next of carried(coordinate, needed)) follow(next);
    }
  }

  /** A lookup by an unguarded key needs no rule; otherwise the keys' rules apply. */
  function carried(coordinate: string, { required, keys }: FieldDependencies): readonly string[] {
    const ofType = new Set(written(`${typeOf(coordinate)}.__typename`));
    const isOpen = (key: readonly string[]) =>
      key.every((part) => written(part).every((guard) => ofType.has(guard)));
    return keys.some(isOpen) ? required : [...required, ...keys.flat()];
  }

  function written(coordinate: string): readonly Requirement[] {
    const typeName = typeOf(coordinate);
    const type = schema.getType(typeName);
    if (!(isObjectType(type) || isInterfaceType(type))) return [];
    const fieldName = coordinate.slice(typeName.length + 1);
    const guards = [own(coordinate), own(typeName)];
    for (const implemented of type.getInterfaces()) {
      guards.push(writtenOn(implemented, fieldName), writtenOn(implemented, null));
    }
    const field = type.getFields()[fieldName];
    if (field) guards.push(ofResult(getNamedType(field.type)));
    return guards.filter((guard) => guard !== null);
  }

  function ofResult(type: GraphQLNamedType): Requirement | null {
    return isInterfaceType(type) ? writtenOn(type, null) : own(type.name);
  }

  /**
   * A rule on an interface also guards access through an implementer (GHSA-mx7m-j9xf-62hw). Rules that
   * composition collected from implementers are skipped; with an unknown composer all rules count.
   */
  function writtenOn(type: GraphQLInterfaceType, fieldName: string | null): Requirement | null {
    const at = (name: string) => (fieldName === null ? name : `${name}.${fieldName}`);
    const rule = own(at(type.name));
    if (rule === null || !isGathered) return rule;
    const implementers = schema
      .getPossibleTypes(type)
      .flatMap((object) => [own(at(object.name)), own(object.name)].filter((guard) => guard !== null));
    const known = new Set(implementers.flatMap(atoms));
    return atoms(rule).every((atom) => known.has(atom)) ? null : rule;
  }
}

function typeOf(coordinate: string): string {
  return coordinate.slice(0, coordinate.indexOf('.'));
}

function atoms({ authenticated, scopes, policies }: Requirement): string[] {
  return [
    ...(authenticated ? ['authenticated'] : []),
    ...(scopes?.flat() ?? []).map((scope) => `scope ${scope}`),
    ...(policies?.flat() ?? []).map((policy) => `policy ${policy}`),
  ];
}
