import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoUnusedFragmentsRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { CommandError } from '../command-error.ts';
import { readNamedText } from '../read-file.ts';

/** A file of operations and fragments. */
export interface OperationFile {
  readonly location: string;
  readonly rawSDL: string;
  readonly document: DocumentNode;
}

/**
 * Reads the operations in the `.graphql` files of a folder, recursively.
 *
 * @throws CommandError if there is none, or a file contains something else
 */
export async function readOperations(folder: string): Promise<readonly OperationFile[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${folder} cannot be read (${error.code}); name the folder of the operations`);
  });
  const files: OperationFile[] = [];
  for (const name of names.sort()) {
    if (!/\.(graphql|gql)$/.test(name) || /(^|\/)node_modules\//.test(name)) continue;
    const location = join(folder, name);
    const rawSDL = await readNamedText(location);
    files.push({ location, rawSDL, document: parseOperations(location, rawSDL) });
  }
  const hasOperation = files.some(({ document }) =>
    document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION),
  );
  if (!hasOperation)
    throw new CommandError(`${folder} has no operations; write them into files with the ending .graphql`);
  return files;
}

function parseOperations(location: string, text: string): DocumentNode {
  try {
    const document = parse(text);
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
        throw new GraphQLError('only operations and fragments belong here', { nodes: definition });
      if (definition.kind === Kind.OPERATION_DEFINITION && definition.name === undefined)
        throw new GraphQLError('an operation needs a name, which its types get', { nodes: definition });
    }
    return document;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new CommandError(problemLine(location, error));
  }
}

/** Unused fragments are allowed. */
const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

/** Validates the operations. @returns one line per problem */
export function problemsIn(files: readonly OperationFile[], schema: GraphQLSchema): readonly string[] {
  const definitions = files.flatMap(({ document }) => document.definitions);
  return validate(schema, { kind: Kind.DOCUMENT, definitions }, rules).map((error) => {
    const body = error.source?.body;
    const file = files.find(({ document }) => document.loc?.source.body === body);
    return problemLine(file?.location ?? '', error);
  });
}

function problemLine(location: string, { locations, message }: GraphQLError): string {
  const { line, column } = locations?.[0] ?? { line: 1, column: 1 };
  return `${location}:${line}:${column} ${message}`;
}
