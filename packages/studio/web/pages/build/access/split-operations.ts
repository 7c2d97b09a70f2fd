import {
  type DefinitionNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  visit,
} from 'graphql';

/** One document with one operation, as an app sends it. */
export interface Operation {
  readonly name: string | null;
  readonly text: string;
  /** Where it begins in the whole text, from 1. */
  readonly line: number;
}

/** Why a text cannot be submitted; the key of its message, and the line from 1. */
export interface TextProblem {
  readonly kind: 'syntax' | 'empty' | 'notExecutable' | 'unknownFragment' | 'tooMany';
  readonly line: number;
  /** Of the parser, or the name of the fragment. */
  readonly detail: string;
}

export type Split =
  | { readonly operations: readonly Operation[]; readonly problem: null }
  | { readonly operations: readonly []; readonly problem: TextProblem };

const maxOperations = 50;

/**
 * Splits a text into documents of one operation each, with the fragments that it uses. The platform compares
 * documents by their text, so each is left as it is written, with the comment above it.
 */
export function splitOperations(text: string): Split {
  const documents = persistedDocuments(text);
  if (documents !== null) return limited(documents);
  try {
    return limited(splitDocument(text));
  } catch (error) {
    if (error instanceof Unsubmittable) return { operations: [], problem: error.problem };
    throw error;
  }
}

function limited(operations: readonly Operation[]): Split {
  if (operations.length === 0) return { operations: [], problem: { kind: 'empty', line: 1, detail: '' } };
  const extra = operations[maxOperations];
  if (extra === undefined) return { operations, problem: null };
  return { operations: [], problem: { kind: 'tooMany', line: extra.line, detail: '' } };
}

/** Texts by hash, as a client's code generator writes them. @returns `null` if it is something else */
function persistedDocuments(text: string): Operation[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const texts = Object.values(parsed);
  if (!texts.every((each) => typeof each === 'string')) return null;
  const lines = text.split('\n');
  return texts.flatMap((document) => {
    const [operation] = splitDocument(document);
    if (operation === undefined) return [];
    const at = lines.findIndex((line) => line.includes(JSON.stringify(document)));
    return [{ name: operation.name, text: document, line: at + 1 }];
  });
}

function splitDocument(text: string): Operation[] {
  const { definitions } = read(text);
  const sources = new Map<DefinitionNode, string>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  let end = 0;
  for (const definition of definitions) {
    sources.set(definition, text.slice(end, definition.loc?.end).trim());
    end = definition.loc?.end ?? end;
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind !== Kind.OPERATION_DEFINITION)
      throw new Unsubmittable({ kind: 'notExecutable', line: lineOf(definition), detail: '' });
  }
  return definitions.filter(isOperation).map((operation) => ({
    name: operation.name?.value ?? null,
    text: [operation, ...fragmentsOf(operation, fragments)].map((each) => sources.get(each)).join('\n\n'),
    line: lineOf(operation),
  }));
}

function read(text: string) {
  // The parser refuses a text of comments and blanks.
  if (text.replaceAll(/#.*/g, '').trim() === '')
    throw new Unsubmittable({ kind: 'empty', line: 1, detail: '' });
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const line = error.locations?.[0]?.line ?? 1;
    throw new Unsubmittable({ kind: 'syntax', line, detail: error.message });
  }
}

/** Those that the operation uses, also through others, in the order of their first use. */
function fragmentsOf(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FragmentDefinitionNode[] {
  const used = new Set<FragmentDefinitionNode>();
  const collect = (definition: DefinitionNode) => {
    visit(definition, {
      FragmentSpread(spread) {
        const fragment = fragments.get(spread.name.value);
        if (fragment === undefined)
          throw new Unsubmittable({
            kind: 'unknownFragment',
            line: spread.loc?.startToken.line ?? 1,
            detail: spread.name.value,
          });
        if (used.has(fragment)) return;
        used.add(fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return [...used];
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

function lineOf(definition: DefinitionNode): number {
  return definition.loc?.startToken.line ?? 1;
}

class Unsubmittable extends Error {
  readonly problem: TextProblem;

  constructor(problem: TextProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}
