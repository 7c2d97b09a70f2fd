import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  parse,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Arguments, Row, World } from './world.ts';

type Variables = Readonly<Record<string, unknown>>;
type Write = (row: Row, variables: Variables) => string;

/**
 * Compiles a subgraph operation into a function that writes its answer, so that the stubs cost little.
 * Supports fields, aliases, fragments and variables; rejects directives.
 */
export function compileAnswer(text: string, world: World): (variables: Variables) => string {
  const document = parse(text, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const root: Row = {
    __typename: 'Query',
    ...world.query,
    _entities: ({ representations }: Arguments) => (representations as Row[]).map((row) => world.entity(row)),
  };
  const write = writer([operation.selectionSet], fragments);
  return (variables) => `{"data":${write(root, variables)}}`;
}

/** An object's fields depend on its type; computed at its first object. */
function writer(
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Write {
  const byType = new Map<string, Write>();
  return (row, variables) => {
    let write = byType.get(row.__typename);
    if (write === undefined) {
      const fields = new Map<string, FieldNode[]>();
      for (const set of sets) collect(set, row.__typename, fragments, fields);
      write = objectWriter(fields, fragments);
      byType.set(row.__typename, write);
    }
    return write(row, variables);
  };
}

function collect(
  { selections }: SelectionSetNode,
  typename: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  into: Map<string, FieldNode[]>,
): void {
  for (const selection of selections) {
    if (selection.directives?.length) throw new Error('the stub knows no directives');
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      into.set(key, [...(into.get(key) ?? []), selection]);
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
    const condition = fragment.typeCondition?.name.value;
    if (condition === undefined || condition === typename) {
      collect(fragment.selectionSet, typename, fragments, into);
    }
  }
}

function objectWriter(
  fields: ReadonlyMap<string, readonly FieldNode[]>,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Write {
  const parts = [...fields].map(([key, nodes], position): Write => {
    const [node] = nodes as [FieldNode];
    const label = `${position === 0 ? '' : ','}${JSON.stringify(key)}:`;
    const name = node.name.value;
    const args = argumentsOf(node);
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const below = sets.length === 0 ? null : writer(sets, fragments);
    return (row, variables) => {
      const field = row[name];
      const value = typeof field === 'function' ? field(args(variables)) : field;
      return label + (below === null ? JSON.stringify(value ?? null) : writeValue(value, below, variables));
    };
  });
  return (row, variables) => {
    let text = '{';
    for (const part of parts) text += part(row, variables);
    return `${text}}`;
  };
}

function writeValue(value: unknown, write: Write, variables: Variables): string {
  if (value === null || value === undefined) return 'null';
  if (!Array.isArray(value)) return write(value as Row, variables);
  let text = '[';
  for (let index = 0; index < value.length; index += 1) {
    text += (index === 0 ? '' : ',') + writeValue(value[index], write, variables);
  }
  return `${text}]`;
}

function argumentsOf({ arguments: nodes = [] }: FieldNode): (variables: Variables) => Arguments {
  if (nodes.length === 0) return () => none;
  const readers = nodes.map(({ name, value }) => [name.value, reader(value)] as const);
  return (variables) => Object.fromEntries(readers.map(([name, read]) => [name, read(variables)]));
}

function reader(value: ValueNode): (variables: Variables) => unknown {
  if (value.kind === Kind.VARIABLE) return (variables) => variables[value.name.value];
  return (variables) => valueFromASTUntyped(value, variables);
}

const none: Arguments = Object.freeze({});
