import { PublicError } from '@civic-graph/errors';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
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
import type { Access, Refusal } from '../authorization/access.ts';
import type { AnswerBudget } from './answer-budget.ts';
import { collectFields } from './collect-fields.ts';
import type { FetchKeys } from './fetch-key.ts';
import type { Inclusion } from './inclusion.ts';
import { getOwn, isObject, setOwn } from './own-property.ts';
import type { ResponseErrors } from './response-errors.ts';
import { invalidLeaf, leafShaper } from './shape-leaf.ts';

/** Makes the answer from merged data. Compiled once per operation and rights; holds no state of a request. */
export interface Shaper {
  /** @returns the `data` of the answer; `null` where a non-null field at the top is missing */
  shape(data: object, run: ShapingRun): object | null;
}

export interface ShapingRun {
  readonly errors: ResponseErrors;
  /** Answers of `__schema` and `__type`, by response key. */
  readonly introspection: Readonly<Record<string, unknown>>;
  readonly budget: AnswerBudget;
  readonly refuse: (coordinate: string, refusal: Refusal, path: readonly (string | number)[]) => void;
}

interface Run extends ShapingRun {
  /** Where we are; pushed and popped. */
  readonly path: (string | number)[];
}

type Shape = (value: unknown, run: Run) => unknown;

interface FieldShape {
  /** Key in the answer. */
  readonly key: string;
  /** Key in the merged data. */
  readonly fetchKey: string;
  readonly coordinate: string;
  readonly refusal: Refusal | null;
  readonly nonNull: boolean;
  readonly shape: Shape;
  /** The short way for most fields of most answers; `undefined` where there is more to say than a value. */
  readonly leaf: ((value: unknown) => unknown) | null;
}

/** What a missing non-null value becomes: the nearest nullable parent turns it into null (section 6.4.4). */
const bubble = Symbol('null bubbles up');

/**
 * Compiles the *original* operation, so that fields which were filtered out appear as null with their error.
 * Selections of abstract types are compiled per runtime type when it first occurs.
 */
export function compileShaper(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  access: Access,
  included: Inclusion,
  fetchKey: FetchKeys,
): Shaper {
  const root = schema.getRootType(operation.operation);
  if (!root)
    throw new PublicError('GRAPHQL_VALIDATION_FAILED', `The schema has no ${operation.operation} type.`);
  const shapeRoot = objectShape(root, [operation.selectionSet]);
  return {
    shape(data, run) {
      const shaped = shapeRoot(data, { ...run, path: [] });
      return isObject(shaped) ? shaped : null;
    },
  };

  function objectShape(type: GraphQLObjectType, selected: readonly SelectionSetNode[]): Shape {
    const fields = [...collectFields(schema, fragments, type, selected, included)].map(([key, nodes]) =>
      fieldShape(type, key, nodes),
    );
    return (value, run) => {
      if (!isObject(value)) return invalid(run, `${type.name} is not an object`);
      run.budget.spend(fields.length);
      const shaped = {};
      for (const field of fields) {
        const leaf = field.leaf === null ? undefined : field.leaf(getOwn(value, field.fetchKey));
        if (leaf !== undefined) {
          setOwn(shaped, field.key, leaf);
          continue;
        }
        run.path.push(field.key);
        const result = shapeField(field, value, run);
        run.path.pop();
        if (result === bubble) return bubble;
        setOwn(shaped, field.key, result);
      }
      return shaped;
    };
  }

  function fieldShape(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): FieldShape {
    const [first] = nodes;
    const fieldName = first?.name.value ?? key;
    const common = {
      key,
      coordinate: `${type.name}.${fieldName}`,
      refusal: access.refusalOf(type.name, fieldName),
    };
    if (fieldName === '__typename')
      return { ...common, fetchKey: key, nonNull: true, shape: () => type.name, leaf: null };
    // `__schema` and `__type` come whole from introspection, which is kept apart from what subgraphs sent.
    if (fieldName.startsWith('__')) {
      const shape: Shape = (_, run) => getOwn(run.introspection, key) ?? null;
      return { ...common, fetchKey: key, nonNull: false, shape, leaf: null };
    }
    const definition = type.getFields()[fieldName];
    if (!first || !definition) {
      throw new PublicError('GRAPHQL_VALIDATION_FAILED', `${type.name} has no field ${fieldName}.`);
    }
    const selected = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return {
      ...common,
      fetchKey: fetchKey(first),
      nonNull: isNonNullType(definition.type),
      shape: outputShape(definition.type, selected),
      leaf: common.refusal === null ? leafOf(definition.type) : null,
    };
  }

  function outputShape(type: GraphQLOutputType, selected: readonly SelectionSetNode[]): Shape {
    if (isNonNullType(type)) return nonNullShape(outputShape(type.ofType, selected));
    const shape = nullableShape(type, selected);
    return (value, run) => {
      if (value === null || value === undefined) return null;
      const shaped = shape(value, run);
      return shaped === bubble ? null : shaped;
    };
  }

  function nullableShape(type: GraphQLOutputType, selected: readonly SelectionSetNode[]): Shape {
    if (isListType(type)) return listShape(outputShape(type.ofType, selected));
    if (isLeafType(type)) {
      const leaf = leafShaper(type);
      return (value, run) => {
        const shaped = leaf(value);
        return shaped === invalidLeaf ? invalid(run, `a value is not of type ${type.name}`) : shaped;
      };
    }
    if (isObjectType(type)) return lazily(() => objectShape(type, selected));
    if (!isAbstractType(type))
      throw new PublicError('GRAPHQL_VALIDATION_FAILED', `${type} is not an output type.`);
    const byType = new Map<string, Shape>();
    return (value, run) => {
      const name = isObject(value) ? value.__typename : undefined;
      const runtimeType = typeof name === 'string' ? schema.getType(name) : undefined;
      if (!isObjectType(runtimeType) || !schema.isSubType(type, runtimeType)) {
        return invalid(run, `an object is not of a type of ${type.name}`);
      }
      let shape = byType.get(runtimeType.name);
      if (shape === undefined) {
        shape = objectShape(runtimeType, selected);
        byType.set(runtimeType.name, shape);
      }
      return shape(value, run);
    };
  }
}

function shapeField(field: FieldShape, value: object, run: Run): unknown {
  if (field.refusal === null) return field.shape(getOwn(value, field.fetchKey), run);
  run.refuse(field.coordinate, field.refusal, run.path);
  return field.nonNull ? bubble : null;
}

function nonNullShape(shape: Shape): Shape {
  return (value, run) => {
    const shaped = shape(value, run);
    if (shaped !== null && shaped !== bubble) return shaped;
    if (!run.errors.explains(run.path)) {
      const message = 'The agency gave no value for a field that always has one.';
      run.errors.add(() => new PublicError('SUBGRAPH_RESPONSE_INVALID', message, { path: [...run.path] }));
    }
    return bubble;
  };
}

function listShape(shapeItem: Shape): Shape {
  return (value, run) => {
    if (!Array.isArray(value)) return invalid(run, 'a list is missing');
    run.budget.spend(value.length);
    const shaped: unknown[] = [];
    for (let position = 0; position < value.length; position++) {
      run.path.push(position);
      const item = shapeItem(value[position], run);
      run.path.pop();
      if (item === bubble) return bubble;
      shaped.push(item);
    }
    return shaped;
  };
}

function invalid(run: Run, what: string): null {
  const message = `The agency’s answer does not fit the schema: ${what}.`;
  run.errors.add(() => new PublicError('SUBGRAPH_RESPONSE_INVALID', message, { path: [...run.path] }));
  return null;
}

/** `null` where the type is no leaf. */
function leafOf(type: GraphQLOutputType): FieldShape['leaf'] {
  const nullable = getNullableType(type);
  if (!isLeafType(nullable)) return null;
  const shape = leafShaper(nullable);
  const absent = isNonNullType(type) ? undefined : null;
  return (value) => {
    if (value === null || value === undefined) return absent;
    const shaped = shape(value);
    return shaped === invalidLeaf ? undefined : (shaped ?? absent);
  };
}

/** Compiles on first use: many branches of a large operation never carry data. */
function lazily(compile: () => Shape): Shape {
  let compiled: Shape | undefined;
  return (value, run) => {
    compiled ??= compile();
    return compiled(value, run);
  };
}
