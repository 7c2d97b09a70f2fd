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
import { getOwn, isObject } from '../json/own-property.ts';
import { collectFields } from '../operation/collect-fields.ts';
import type { FetchKeys } from '../operation/fetch-key.ts';
import type { Inclusion } from '../operation/inclusion.ts';
import type { AnswerBudget } from './answer-budget.ts';
import type { DeliveredFields } from './delivered-fields.ts';
import { JsonText, quoted } from './json-text.ts';
import type { ResponseErrors } from './response-errors.ts';
import { type LeafText, leafText } from './shape-leaf.ts';
import { ShapedObjects } from './shaped-objects.ts';

/** Makes the answer from merged data. Compiled once per operation and rights; holds no state of a request. */
export interface Shaper {
  /** @returns the `data` of the answer; its text is `null` where a non-null field at the top is missing */
  shape(data: object, run: ShapingRun): JsonText;
}

export interface ShaperSource {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly access: Access;
  readonly included: Inclusion;
  readonly fetchKey: FetchKeys;
  /** Whether a record has to tell that it was delivered. */
  readonly isPersonal: (typeName: string, fieldName: string) => boolean;
}

export interface ShapingRun {
  readonly errors: ResponseErrors;
  /** Answers of `__schema` and `__type`, by response key. */
  readonly introspection: Readonly<Record<string, unknown>>;
  readonly budget: AnswerBudget;
  readonly delivered: DeliveredFields;
  /** Whether objects of the data lie at several places of it. */
  readonly isShared: boolean;
  readonly refuse: (coordinate: string, refusal: Refusal, path: readonly (string | number)[]) => void;
}

interface Run extends ShapingRun {
  /** Where we are; pushed and popped. */
  readonly path: (string | number)[];
  readonly shapedObjects: ShapedObjects;
}

/** The text of a value; `null` where a missing value must make the nearest nullable parent null (section 6.4.4). */
type Shape = (value: unknown, run: Run) => string | null;

interface FieldShape {
  /** Key in the answer. */
  readonly key: string;
  /** The same as it stands in the text, with what separates it from the field before. */
  readonly label: string;
  /** Key in the merged data. */
  readonly fetchKey: string;
  readonly coordinate: string;
  readonly refusal: Refusal | null;
  readonly nonNull: boolean;
  readonly isPersonal: boolean;
  readonly shape: Shape;
  /** The short way for most fields of most answers; `undefined` where there is more to say than a value. */
  readonly leaf: LeafText | null;
}

/**
 * Compiles the *original* operation, so that fields which were filtered out appear as null with their error.
 * Selections of abstract types are compiled per runtime type when it first occurs.
 *
 * The answer is written as text at once: objects that only `JSON.stringify` would look at cost half again as much, and
 * what lies at many places of an answer is written once and repeated as text.
 */
export function compileShaper(source: ShaperSource): Shaper {
  const { schema, operation, fragments, access, included, fetchKey, isPersonal } = source;
  const root = schema.getRootType(operation.operation);
  if (!root)
    throw new PublicError('GRAPHQL_VALIDATION_FAILED', `The schema has no ${operation.operation} type.`);
  const shapeRoot = objectShape(root, [operation.selectionSet]);
  return {
    shape(data, { errors, introspection, budget, delivered, isShared, refuse }) {
      const shapedObjects = new ShapedObjects();
      const run = { errors, introspection, budget, delivered, isShared, refuse, path: [], shapedObjects };
      return new JsonText(shapeRoot(data, run) ?? 'null');
    },
  };

  function objectShape(type: GraphQLObjectType, selected: readonly SelectionSetNode[]): Shape {
    const fields = [...collectFields(schema, fragments, type, selected, included)].map(
      ([key, nodes], position) => fieldShape(type, key, nodes, position === 0 ? '{' : ','),
    );
    const shape = (value: object, run: Run): string | null => {
      run.budget.spend(fields.length);
      let text = '';
      for (const field of fields) {
        const leaf = field.leaf === null ? undefined : field.leaf(getOwn(value, field.fetchKey));
        if (leaf !== undefined) {
          if (field.isPersonal && leaf !== 'null') run.delivered.note(field.coordinate);
          text += field.label + leaf;
          continue;
        }
        run.path.push(field.key);
        const result = shapeField(field, value, run);
        run.path.pop();
        if (result === null) return null;
        if (field.isPersonal && result !== 'null') run.delivered.note(field.coordinate);
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
    type: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
    separator: string,
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
      const name = quoted(type.name);
      return { ...common, fetchKey: key, nonNull: true, shape: () => name, leaf: null };
    }
    // `__schema` and `__type` come whole from introspection, which is kept apart from what subgraphs sent.
    if (fieldName.startsWith('__')) {
      const shape: Shape = (_, run) => JSON.stringify(getOwn(run.introspection, key) ?? null);
      return { ...common, fetchKey: key, nonNull: false, shape, leaf: null };
    }
    const definition = type.getFields()[fieldName];
    if (!first || !definition) {
      throw new PublicError('GRAPHQL_VALIDATION_FAILED', `${type.name} has no field ${fieldName}.`);
    }
    const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return {
      ...common,
      fetchKey: fetchKey(first),
      nonNull: isNonNullType(definition.type),
      shape: outputShape(definition.type, inner),
      leaf: common.refusal === null ? leafOf(definition.type) : null,
    };
  }

  function outputShape(type: GraphQLOutputType, selected: readonly SelectionSetNode[]): Shape {
    if (isNonNullType(type)) return nonNullShape(outputShape(type.ofType, selected));
    const shape = nullableShape(type, selected);
    return (value, run) => {
      if (value === null || value === undefined) return 'null';
      const before = run.delivered.mark();
      const shaped = shape(value, run);
      if (shaped !== null) return shaped;
      // What was written below is not in the answer.
      run.delivered.backTo(before);
      run.shapedObjects.clear();
      return 'null';
    };
  }

  function nullableShape(type: GraphQLOutputType, selected: readonly SelectionSetNode[]): Shape {
    if (isListType(type)) return listShape(outputShape(type.ofType, selected));
    if (isLeafType(type)) {
      const leaf = leafText(type);
      return (value, run) => leaf(value) ?? invalid(run, `a value is not of type ${type.name}`);
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

function shapeField(field: FieldShape, value: object, run: Run): string | null {
  if (field.refusal === null) return field.shape(getOwn(value, field.fetchKey), run);
  run.refuse(field.coordinate, field.refusal, run.path);
  return field.nonNull ? null : 'null';
}

function nonNullShape(shape: Shape): Shape {
  return (value, run) => {
    const shaped = shape(value, run);
    if (shaped !== null && shaped !== 'null') return shaped;
    if (!run.errors.explains(run.path)) {
      const message = 'The agency gave no value for a field that always has one.';
      run.errors.add(() => new PublicError('SUBGRAPH_RESPONSE_INVALID', message, { path: [...run.path] }));
    }
    return null;
  };
}

function listShape(shapeItem: Shape): Shape {
  return (value, run) => {
    if (!Array.isArray(value)) return invalid(run, 'a list is missing');
    run.budget.spend(value.length);
    let text = '';
    for (let position = 0; position < value.length; position++) {
      run.path.push(position);
      const item = shapeItem(value[position], run);
      run.path.pop();
      if (item === null) return null;
      text += position === 0 ? `[${item}` : `,${item}`;
    }
    return text === '' ? '[]' : `${text}]`;
  };
}

/** The value is as good as absent: null, which bubbles where there must be one. */
function invalid(run: Run, what: string): 'null' {
  const message = `The agency’s answer does not fit the schema: ${what}.`;
  run.errors.add(() => new PublicError('SUBGRAPH_RESPONSE_INVALID', message, { path: [...run.path] }));
  return 'null';
}

/** `null` where the type is no leaf. */
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
