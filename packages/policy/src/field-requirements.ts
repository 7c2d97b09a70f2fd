import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { classViolation } from './class-rule.ts';
import { PolicyError } from './policy-error.ts';
import type { DataClass, Requirement } from './requirement.ts';
import type { SchemaPolicies } from './schema-policies.ts';

/** All requirements to read one field; every one must hold. */
export interface FieldRequirements {
  /** Judged with the object that the field belongs to. */
  readonly ofParent: readonly Requirement[];
  /** Decided without an object, because the field's result is not loaded yet. Its own fields decide again. */
  readonly ofResult: readonly Requirement[];
}

/** Complete access rules of one subgraph schema: every field meets its data class. */
export interface SchemaRequirements {
  /** Object type -> field -> requirements. Public fields are absent. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, FieldRequirements>>;
  /** Object or interface type -> directives of the type and its interfaces. */
  readonly types: ReadonlyMap<string, readonly Requirement[]>;
}

/**
 * Collects what guards each field: directives of the field, its type, its interfaces and its result type.
 *
 * @throws PolicyError if a field has no data class, or its directives do not meet the class
 */
export function readSchemaRequirements(schema: GraphQLSchema, policies: SchemaPolicies): SchemaRequirements {
  const fields = new Map<string, ReadonlyMap<string, FieldRequirements>>();
  const types = new Map<string, readonly Requirement[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(isObjectType(type) || isInterfaceType(type)) || isMachinery(type)) continue;
    types.set(type.name, typeRequirements(type, policies));
    const guarded = new Map<string, FieldRequirements>();
    for (const field of Object.values(type.getFields())) {
      if (isFederationField(type, field, schema)) continue;
      const requirements = fieldRequirements(type, field, policies);
      refuseUnclassified(type, field, policies, [...requirements.ofParent, ...requirements.ofResult]);
      if (requirements.ofParent.length + requirements.ofResult.length > 0) {
        guarded.set(field.name, requirements);
      }
    }
    if (isObjectType(type) && guarded.size > 0) fields.set(type.name, guarded);
  }
  return { fields, types };
}

function fieldRequirements(
  type: CompositeType,
  field: GraphQLField<unknown, unknown>,
  policies: SchemaPolicies,
): FieldRequirements {
  const ofParent = [
    ...typeRequirements(type, policies),
    ...requirementsAt(
      policies,
      declarations(type, field).map((parent) => `${parent.name}.${field.name}`),
    ),
  ];
  const result = getNamedType(field.type);
  const atResult = requirementsAt(policies, [result.name]);
  // A scalar or enum has no fields of its own, so its parent object decides.
  return isLeafType(result)
    ? { ofParent: [...ofParent, ...atResult], ofResult: [] }
    : { ofParent, ofResult: atResult };
}

function typeRequirements(type: CompositeType, policies: SchemaPolicies): Requirement[] {
  return requirementsAt(
    policies,
    [type, ...type.getInterfaces()].map((each) => each.name),
  );
}

function requirementsAt(policies: SchemaPolicies, coordinates: readonly string[]): Requirement[] {
  return coordinates.flatMap((coordinate) => policies.get(coordinate)?.requirement ?? []);
}

function refuseUnclassified(
  type: CompositeType,
  field: GraphQLField<unknown, unknown>,
  policies: SchemaPolicies,
  requirements: readonly Requirement[],
): void {
  const coordinate = `${type.name}.${field.name}`;
  const classes = declarations(type, field).flatMap((parent) => classAt(parent, field, policies) ?? []);
  if (classAt(type, field, policies) === null) {
    throw new PolicyError(
      `${coordinate}: no data class; write @dataClass(class: …) on the field or its type`,
    );
  }
  // Federation forbids access directives on an interface, so the implementing types have to meet its class.
  if (isInterfaceType(type)) return;
  for (const dataClass of classes) {
    const violation = classViolation(dataClass, requirements);
    if (violation !== null) throw new PolicyError(`${coordinate}: ${violation}`);
  }
}

function classAt(
  type: CompositeType,
  field: GraphQLField<unknown, unknown>,
  policies: SchemaPolicies,
): DataClass | null {
  return policies.get(`${type.name}.${field.name}`)?.dataClass ?? policies.get(type.name)?.dataClass ?? null;
}

/** The type itself and the interfaces that declare the field. */
function declarations(type: CompositeType, field: GraphQLField<unknown, unknown>): CompositeType[] {
  return [type, ...type.getInterfaces().filter((parent) => field.name in parent.getFields())];
}

type CompositeType = GraphQLObjectType | GraphQLInterfaceType;

/** Introspection and `_Service`: public by specification, and reached only by signed calls. */
function isMachinery(type: CompositeType): boolean {
  return isIntrospectionType(type) || type.name === '_Service';
}

function isFederationField(
  type: CompositeType,
  field: GraphQLField<unknown, unknown>,
  schema: GraphQLSchema,
): boolean {
  return type === schema.getQueryType() && (field.name === '_service' || field.name === '_entities');
}
