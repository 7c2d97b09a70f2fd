import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Plan } from '../../../gateway/src/planning/plan.ts';
import type { Answer } from './compare.ts';
import { keysOfPlan } from './keys-of-plan.ts';
import { candidates } from './known-types.ts';
import { type FieldModel, homes, type Model, namedType, type ObjectModel } from './model.ts';

/** Features of a graph, and of an operation. */
export const featuresOfGraphs = [
  'several keys',
  'resolvable: false',
  'a stub',
  '@shareable',
  '@provides',
  '@provides for a member',
  '@requires',
  '@requires with arguments',
  '@requires with fragments',
  '@requires of a computed field',
  'conflicting @requires',
  '@override',
  'access rule',
  'interface',
  'interface with other members',
  'union',
  'union with other members',
  '@interfaceObject',
  'enum with other values',
  'differing nullability',
  'list of lists',
  'custom scalar',
  'several keys, some not resolvable',
  'shared union with other members',
  'shared interface with other members',
  'shared enum with other values',
  'partial type',
  '@interfaceObject without a resolvable key',
  '@provides on an interface',
  'list of lists of an abstract type',
] as const;

/** Each is counted in every run. */
const features = [
  ...featuresOfGraphs,
  'key with one field',
  'key with two fields',
  'key with nested fields',
  'key through another entity',
  'mutation',
  'alias',
  'alias with arguments',
  'alias of a key',
  'inline fragment',
  'named fragment',
  'fragment on an abstract type',
  '@skip or @include',
  '@skip or @include by a variable',
  'variable',
  'error of a resolver',
  'error by an access rule',
] as const;
export type Feature = (typeof features)[number];

/** Number of operations in which each occurs. */
export type Coverage = Record<Feature, number>;

export function noCoverage(): Coverage {
  return Object.fromEntries(features.map((feature) => [feature, 0])) as Coverage;
}

export interface Covered {
  readonly model: Model;
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly expected: Answer;
  readonly plan: Plan | null;
}

/** Features that a graph offers, whether or not they are requested. */
export function featuresOfModel(model: Model): ReadonlySet<Feature> {
  const found = new Set<Feature>();
  for (const object of model.objects.values()) {
    for (const field of object.fields.values()) {
      for (const feature of featuresOfPart(model, object, field)) found.add(feature);
    }
  }
  return found;
}

export function featuresOf({ model, schema, document, expected, plan }: Covered): ReadonlySet<Feature> {
  const found = new Set<Feature>(keysOfPlan(plan));
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      OperationDefinition: ({ operation, variableDefinitions }) => {
        if (operation === 'mutation') found.add('mutation');
        if (variableDefinitions?.length) found.add('variable');
      },
      Directive: ({ arguments: given }) => {
        found.add('@skip or @include');
        if (given?.some(({ value }) => value.kind === Kind.VARIABLE))
          found.add('@skip or @include by a variable');
      },
      FragmentDefinition: () => void found.add('named fragment'),
      InlineFragment: () => void found.add('inline fragment'),
      SelectionSet: (_, __, parent) => {
        const isFragment = parent !== undefined && 'kind' in parent && parent.kind !== Kind.FIELD;
        if (
          isFragment &&
          parent.kind !== Kind.OPERATION_DEFINITION &&
          isAbstractType(typeInfo.getParentType())
        )
          found.add('fragment on an abstract type');
      },
      Field: (node) => {
        const parent = typeInfo.getParentType();
        if (parent) for (const feature of featuresOfField(model, schema, parent, node)) found.add(feature);
      },
    }),
  );
  for (const { message } of expected.errors ?? []) {
    if (message === 'resolver failed') found.add('error of a resolver');
    if (message === 'denied') found.add('error by an access rule');
  }
  return found;
}

function* featuresOfField(
  model: Model,
  schema: GraphQLSchema,
  parent: GraphQLCompositeType,
  { name, alias, arguments: given }: FieldNode,
): Iterable<Feature> {
  const owners = isObjectType(parent) ? [parent] : schema.getPossibleTypes(parent);
  const known = owners.flatMap(({ name: owner }) => fieldsOf(model, owner, name.value));
  if (alias) yield 'alias';
  if (alias && given?.length) yield 'alias with arguments';
  if (alias && known.some(({ field }) => field.source.kind === 'key')) yield 'alias of a key';
  for (const { object, field } of known) yield* featuresOfPart(model, object, field);
}

function* featuresOfPart(model: Model, object: ObjectModel, field: FieldModel): Iterable<Feature> {
  yield* featuresOfPlaces(model, object, field);
  yield* featuresOfType(model, field);
  yield* featuresOfSharing(model, field);
  if (object.kind === 'interfaceObject' && field.source.kind !== 'key') yield '@interfaceObject';
  if (field.guard !== null) yield 'access rule';
}

/** Of a type, and of the `@interfaceObject` that adds fields to it. */
function fieldsOf({ objects, interfaces }: Model, type: string, name: string) {
  const lenders = [...interfaces.values()].filter(({ members }) => members.includes(type));
  return [type, ...lenders.map((lender) => lender.name)].flatMap((owner) => {
    const object = objects.get(owner);
    const field = object?.fields.get(name);
    return object && field ? [{ object, field }] : [];
  });
}

function* featuresOfPlaces(model: Model, object: ObjectModel, field: FieldModel): Iterable<Feature> {
  if (object.kind !== 'value' && field.source.kind !== 'key' && homes(field).length > 1) yield '@shareable';
  for (const { role, type, requires, provides } of field.places.values()) {
    if (role === 'overridden') yield '@override';
    if (type !== undefined) yield 'differing nullability';
    if (provides !== undefined) yield provides.includes('...') ? '@provides for a member' : '@provides';
    if (requires === undefined) continue;
    yield '@requires';
    if (requires.includes('(')) yield '@requires with arguments';
    if (requires.includes('...')) yield '@requires with fragments';
    if (isInConflict(object, field)) yield 'conflicting @requires';
  }
  if (
    field.source.kind === 'requires' &&
    [...field.source.fields].some(({ source }) => source.kind === 'requires')
  )
    yield '@requires of a computed field';
  const entity = model.objects.get(namedType(field.type));
  if (entity?.kind !== 'entity') return;
  for (const home of homes(field)) {
    const place = entity.places.get(home);
    if (place === undefined) continue;
    if (place.stub) yield 'a stub';
    else if (place.keys.some(({ resolvable }) => !resolvable)) yield 'resolvable: false';
    if (place.keys.length > 1) yield 'several keys';
    if (!place.stub && place.keys.some(({ resolvable }) => !resolvable)) {
      yield 'several keys, some not resolvable';
    }
  }
}

/** Differences between the subgraphs that resolve a field. */
function* featuresOfSharing(model: Model, field: FieldModel): Iterable<Feature> {
  const named = namedType(field.type);
  const places = homes(field);
  const isAbstract = model.unions.has(named) || model.interfaces.has(named);
  if (field.type.includes('[[') && isAbstract) yield 'list of lists of an abstract type';
  const object = model.objects.get(named);
  if (
    object?.kind === 'value' &&
    [...object.fields.values()].some((of) => of.places.size < object.places.size)
  ) {
    yield 'partial type';
  }
  for (const home of places) {
    const keys = object?.kind === 'interfaceObject' ? (object.places.get(home)?.keys ?? []) : [];
    if (keys.some(({ resolvable }) => !resolvable)) yield '@interfaceObject without a resolvable key';
  }
  const provides = [...field.places.values()].flatMap((place) => place.provides ?? []);
  if (provides.some((set) => /^\w+ \{/.test(set))) yield '@provides on an interface';
  const known = places.map((subgraph) =>
    named === 'Level' ? (model.levels.get(subgraph) ?? []) : candidates(model, named, [subgraph]),
  );
  if (!differ(known)) return;
  if (named === 'Level') yield 'shared enum with other values';
  if (model.unions.has(named)) yield 'shared union with other members';
  if (model.interfaces.has(named)) yield 'shared interface with other members';
}

function* featuresOfType(
  { levels, unions, interfaces, objects }: Model,
  { type }: FieldModel,
): Iterable<Feature> {
  const named = namedType(type);
  if (type.includes('[[')) yield 'list of lists';
  if (named === 'Json') yield 'custom scalar';
  if (named === 'Level' && differ(levels.values())) yield 'enum with other values';
  const union = unions.get(named);
  if (union) yield 'union';
  if (union && differ(union.values())) yield 'union with other members';
  const known = interfaces.get(named);
  if (!known) return;
  yield 'interface';
  const members = [...known.places.keys()].map((subgraph) =>
    known.members.filter((member) => objects.get(member)?.places.get(subgraph)?.interfaces.includes(named)),
  );
  if (differ(members)) yield 'interface with other members';
}

/** Whether another field of the object requires one of the same fields with other arguments. */
function isInConflict({ fields }: ObjectModel, field: FieldModel): boolean {
  const own = requiredBy(field);
  return [...fields.values()].some((other) =>
    [...requiredBy(other)].some(([name, args]) => own.has(name) && own.get(name) !== args),
  );
}

/** Name -> arguments. */
function requiredBy({ source }: FieldModel): ReadonlyMap<string, string> {
  if (source.kind !== 'requires') return new Map();
  const [operation] = parse(`{ ${source.selection} }`).definitions;
  const selections = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  return new Map(
    selections.flatMap((node) =>
      node.kind === Kind.FIELD ? [[node.name.value, (node.arguments ?? []).map(print).join()] as const] : [],
    ),
  );
}

function differ(lists: Iterable<readonly string[]>): boolean {
  return new Set([...lists].map((list) => list.join())).size > 1;
}
