import { readOwnership } from '@civic-graph/supergraph/graphql';
import { fieldDependencies } from '@civic-graph/supergraph/policy-index';
import { type DocumentNode, type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { ownName } from '../../lib/graphql/own-name.ts';
import { type Switch, subgraphsOf } from './switch.ts';

/**
 * The elements of a supergraph that can be switched off, and who may do so. Fields are those of object types,
 * where access is decided.
 */
export interface SwitchableFields {
  /**
   * The only subgraphs that resolve `Type.field`, or some field of `Type`.
   * @returns `null` for an unknown type or field
   */
  ownersOf(coordinate: string): readonly string[] | null;
  /**
   * Every field that a switch refuses: the named ones of the agency, fields that lead to a type that is off,
   * and fields that need any of these.
   * @param cautious assume that an object with several keys is found by each of them
   */
  offBy(
    target: Pick<Switch, 'coordinate' | 'subgraph' | 'subgraphs'>,
    cautious?: boolean,
  ): ReadonlySet<string>;
}

export function switchableFields(document: DocumentNode, schema: GraphQLSchema): SwitchableFields {
  const ownership = readOwnership(document);
  const dependencies = fieldDependencies(document, schema);
  // Interfaces too: one without known implementers stands for itself.
  const judged = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter(({ name }) => !name.startsWith('__'));
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  const all = judged.flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({
      coordinate: `${type.name}.${field.name}`,
      result: getNamedType(field.type).name,
    })),
  );

  return {
    ownersOf(coordinate) {
      const named = fieldsAt(coordinate);
      if (named === null) return null;
      const owners = named.map(soleOwner).filter((owner) => owner !== null && owner !== ownName);
      return [...new Set(owners)].filter((owner) => owner !== null);
    },

    offBy({ coordinate, ...agency }, cautious = false) {
      const subgraphs = subgraphsOf(agency);
      const named = coordinate === null ? all.map((field) => field.coordinate) : (fieldsAt(coordinate) ?? []);
      const off = new Set(named.filter((field) => isSwitchedBy(field, subgraphs)));
      for (const field of ofWholeType(coordinate, subgraphs)) off.add(field);
      addDependents(off, cautious);
      return off;
    },
  };

  /** The platform switches any field except the switch itself. */
  function isSwitchedBy(field: string, subgraphs: readonly string[] | null): boolean {
    if (subgraphs === null) return soleOwner(field) !== ownName;
    const owners = ownership.ownersOf(field);
    return owners.length > 0 && owners.every((owner) => subgraphs.includes(owner));
  }
  function soleOwner(field: string): string | null {
    const [owner, ...others] = ownership.ownersOf(field);
    return owner !== undefined && others.length === 0 ? owner : null;
  }

  function fieldsAt(coordinate: string): readonly string[] | null {
    const [typeName = '', fieldName, ...rest] = coordinate.split('.');
    const type = schema.getType(typeName);
    if (rest.length > 0 || typeName.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) {
      return null;
    }
    const fields = type.getFields();
    if (fieldName !== undefined && !Object.hasOwn(fields, fieldName)) return null;
    const names = fieldName === undefined ? Object.keys(fields) : [fieldName];
    const possible = isObjectType(type) ? [type] : [type, ...schema.getPossibleTypes(type)];
    return possible.flatMap((object) => names.map((name) => `${object.name}.${name}`));
  }

  /** An object of a type that is off must not appear to exist. */
  function ofWholeType(coordinate: string | null, subgraphs: readonly string[] | null): readonly string[] {
    const type = coordinate === null ? undefined : schema.getType(coordinate);
    if (!(isObjectType(type) || isInterfaceType(type)) || roots.has(isObjectType(type) ? type : null))
      return [];
    const owners = ownership.ownersOf(type.name);
    const isWhole =
      subgraphs === null ? !owners.includes(ownName) : owners.every((owner) => subgraphs.includes(owner));
    if (!isWhole) return [];
    const leading = all.filter(({ result }) => result === type.name).map((field) => field.coordinate);
    return [`${type.name}.__typename`, ...leading];
  }

  /** Every field that the gateway reads for them, over any number of hops. */
  function addDependents(off: Set<string>, cautious: boolean): void {
    const isOff = (key: readonly string[]) => key.some((part) => off.has(part));
    for (let before = -1; before < off.size; ) {
      before = off.size;
      for (const [field, { required, keys }] of dependencies) {
        const isLost = keys.length > 0 && (cautious ? keys.some(isOff) : keys.every(isOff));
        if (isLost || isOff(required)) off.add(field);
      }
    }
  }
}
