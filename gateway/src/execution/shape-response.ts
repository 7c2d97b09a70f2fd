import { PublicError } from '@civic-graph/errors';
import { possibleTypes, type TypeWithFields } from '@civic-graph/supergraph/graphql';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Access, Refusal } from '../admission/authorization/access.ts';
import { collectFields } from '../lib/graphql/collect-fields.ts';
import type { FetchKeys } from '../lib/graphql/fetch-key.ts';
import type { Inclusion } from '../lib/graphql/inclusion.ts';
import { getOwn, isObject } from '../lib/json/own-property.ts';
import type { UnfetchedTypes } from '../planning/plan.ts';
import { JsonText, quoted } from './json-text.ts';
import { type LeafText, leafText } from './shape-leaf.ts';
import { ShapedObjects } from './shaped-objects.ts';
import {
  invalid,
  listShape,
  nonNullShape,
  presentShape,
  type Run,
  type Shape,
  type ShapingRun,
  unknownType,
} from './value-shapes.ts';

/** Builds the answer from merged data. Compiled once per operation and rights, without request state. */
export interface Shaper {
  /** @returns the answer's `data`; its text is `null` if a non-null root field is missing */
  shape(data: object, run: ShapingRun): JsonText;
}

export interface ShaperSource {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly access: Access;
  readonly included: Inclusion;
  readonly fetchKey: FetchKeys;
  /** Whether disclosing the field must be recorded. */
  readonly isPersonal: (typeName: string, fieldName: string) => boolean;
  /** Types that the plan does not fetch completely: an absent field there is an error, not null. */
  readonly unfetched: UnfetchedTypes;
}

interface FieldShape {
  /** Key in the answer. */
  readonly key: string;
  /** The key as JSON text, with the separator from the previous field. */
  readonly label: string;
  /** Key in the merged data. */
  readonly fetchKey: string;
  readonly coordinate: string;
  readonly refusal: Refusal | null;
  readonly nonNull: boolean;
  readonly isPersonal: boolean;
  readonly shape: Shape;
  /** Shortcut for plain leaf fields; `null` if the full shape is needed. */
  readonly leaf: LeafText | null;
}

/**
 * Compiles the *original* operation, so that filtered fields appear as null with their error. Selections on
 * abstract types are compiled per runtime type on first use.
 *
 * The answer is written directly as text: building objects for `JSON.stringify` costs half as much again, and
 * repeated objects are written once.
 */
export function compileShaper(source: ShaperSource): Shaper {
  const { schema, operation, fragments, access, included, fetchKey, isPersonal, unfetched } = source;
  const root = schema.getRootType(operation.operation);
  if (!root)
    throw new PublicError('GRAPHQL_VALIDATION_FAILED', `The schema has no ${operation.operation} type.`);
  const shapeRoot = objectShape(root, [operation.selectionSet], '');
  return {
    shape(data, { errors, introspection, budget, disclosed, isShared, refuse }) {
      const shapedObjects = new ShapedObjects();
      const run = { errors, introspection, budget, disclosed, isShared, refuse, path: [], shapedObjects };
      return new JsonText(shapeRoot(data, run) ?? 'null');
    },
  };

  /** @param at dotted path of keys in the merged data */
  function objectShape(type: TypeWithFields, selected: readonly SelectionSetNode[], at: string): Shape {
    const isFetched = !unfetched.get(at)?.has(type.name);
    const fields = [...collectFields(schema, fragments, type, selected, included)].map(
      ([key, nodes], position) => {
        const field = fieldShape(type, key, nodes, position === 0 ? '{' : ',', at);
        return isFetched || field.refusal !== null || nodes[0]?.name.value.startsWith('__')
          ? field
          : { ...field, leaf: null, shape: presentShape(field.shape, type.name) };
      },
    );
    const shape = (value: object, run: Run): string | null => {
      run.budget.spend(fields.length);
      let text = '';
      for (const field of fields) {
        const leaf = field.leaf === null ? undefined : field.leaf(getOwn(value, field.fetchKey));
        if (leaf !== undefined) {
          if (field.isPersonal && leaf !== 'null') run.disclosed.note(field.coordinate);
          text += field.label + leaf;
          continue;
        }
        run.path.push(field.key);
        const result = shapeField(field, value, run);
        run.path.pop();
        if (result === null) return null;
        if (field.isPersonal && result !== 'null') run.disclosed.note(field.coordinate);
        text += field.label + result;
      }
      return text === '' ? '{}' : `${text}}`;
    };
    return (value, run) => {
      if (!isObject(value)) return invalid(run, `${type.name} is not an object`);
      return run.isShared ? run.shapedObjects.once(shape, value, run) : shape(value, run);
    };
  }

  function fieldShape(
    type: TypeWithFields,
    key: string,
    nodes: readonly FieldNode[],
    separator: string,
    at: string,
  ): FieldShape {
    const [first] = nodes;
    const fieldName = first?.name.value ?? key;
    const common = {
      key,
      label: `${separator}${quoted(key)}:`,
      coordinate: `${type.name}.${fieldName}`,
      refusal: access.refusalOf(type.name, fieldName),
      isPersonal: isPersonal(type.name, fieldName),
    };
    if (fieldName === '__typename') {
      if (!isObjectType(type))
        return { ...common, fetchKey: key, nonNull: true, shape: unknownType, leaf: null };
      const name = quoted(type.name);
      return { ...common, fetchKey: key, nonNull: true, shape: () => name, leaf: null };
    }
    // `__schema` and `__type` come from introspection, which is separate from subgraph data.
    if (fieldName.startsWith('__')) {
      const shape: Shape = (_, run) => JSON.stringify(getOwn(run.introspection, key) ?? null);
      return { ...common, fetchKey: key, nonNull: false, shape, leaf: null };
    }
    const definition = type.getFields()[fieldName];
    if (!first || !definition) {
      throw new PublicError('GRAPHQL_VALIDATION_FAILED', `${type.name} has no field ${fieldName}.`);
    }
    const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const fetched = fetchKey(first);
    return {
      ...common,
      fetchKey: fetched,
      nonNull: isNonNullType(definition.type),
      shape: outputShape(definition.type, inner, at === '' ? fetched : `${at}.${fetched}`),
      leaf: common.refusal === null ? leafOf(definition.type) : null,
    };
  }

  function outputShape(type: GraphQLOutputType, selected: readonly SelectionSetNode[], at: string): Shape {
    if (isNonNullType(type)) return nonNullShape(outputShape(type.ofType, selected, at));
    const shape = nullableShape(type, selected, at);
    return (value, run) => {
      if (value === null || value === undefined) return 'null';
      const before = run.disclosed.mark();
      const shaped = shape(value, run);
      if (shaped !== null) return shaped;
      // Fields written below are not in the answer.
      run.disclosed.backTo(before);
      run.shapedObjects.clear();
      return 'null';
    };
  }

  function nullableShape(type: GraphQLOutputType, selected: readonly SelectionSetNode[], at: string): Shape {
    if (isListType(type)) return listShape(outputShape(type.ofType, selected, at));
    if (isLeafType(type)) {
      const leaf = leafText(type);
      return (value, run) => leaf(value) ?? invalid(run, `a value is not of type ${type.name}`);
    }
    if (isObjectType(type)) return lazily(() => objectShape(type, selected, at));
    if (!isAbstractType(type))
      throw new PublicError('GRAPHQL_VALIDATION_FAILED', `${type} is not an output type.`);
    const possible = new Map(possibleTypes(type, schema).map((known) => [known.name, known]));
    const unimplemented = possible.has(type.name) ? type.name : undefined;
    const byType = new Map<string, Shape>();
    return (value, run) => {
      // Objects of an interface without implementers have no other type, and fetches need not return it.
      const name = isObject(value) ? (getOwn(value, '__typename') ?? unimplemented) : undefined;
      const runtimeType = typeof name === 'string' ? possible.get(name) : undefined;
      if (runtimeType === undefined) {
        return invalid(run, `an object is not of a type of ${type.name}`);
      }
      let shape = byType.get(runtimeType.name);
      if (shape === undefined) {
        shape = objectShape(runtimeType, selected, at);
        byType.set(runtimeType.name, shape);
      }
      return shape(value, run);
    };
  }
}

function shapeField(field: FieldShape, value: object, run: Run): string | null {
  if (field.refusal === null) return field.shape(getOwn(value, field.fetchKey), run);
  run.refuse(field.coordinate, field.refusal, run.path);
  return field.nonNull ? null : 'null';
}

/** `null` for types that are not leaves. */
function leafOf(type: GraphQLOutputType): LeafText | null {
  const nullable = getNullableType(type);
  if (!isLeafType(nullable)) return null;
  const text = leafText(nullable);
  const absent = isNonNullType(type) ? undefined : 'null';
  if (absent === undefined) {
    return (value) => {
      if (value === null || value === undefined) return undefined;
      const shaped = text(value);
      return shaped === 'null' ? undefined : shaped;
    };
  }
  return (value) => (value === null || value === undefined ? absent : text(value));
}

/** Compiles on first use: many branches of a large operation never carry data. */
function lazily(compile: () => Shape): Shape {
  let compiled: Shape | undefined;
  return (value, run) => {
    compiled ??= compile();
    return compiled(value, run);
  };
}
