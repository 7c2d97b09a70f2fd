import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { type GraphQLSchema, parse, printSchema } from 'graphql';
import { CommandError } from '../command-error.ts';
import type { OperationFile } from './read-operations.ts';

/** Scalars that travel as text. One that is not here is `unknown`. */
const scalars = { Date: 'string', DateTime: 'string', MinorUnits: 'string' };

const banner = '// Made by `civic types` from the operations of this app. Do not edit.\n';

/** Of what the preset makes: the rest is for operations inside of TypeScript. */
const wanted = ['graphql.ts', 'persisted-documents.json'];

/** The preset wants a folder, and prefixes its names with it. */
const base = 'out/';

/**
 * Makes a typed document of each operation (`graphql.ts`), and the list of their texts by hash, to submit for
 * approval (`persisted-documents.json`).
 *
 * @returns content by file name
 */
export async function generateTypes(
  schema: GraphQLSchema,
  files: readonly OperationFile[],
): Promise<ReadonlyMap<string, string>> {
  const outputs = await preset.buildGeneratesSection({
    baseOutputDir: base,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: files.map((file) => ({ ...file })),
    config: {
      scalars,
      defaultScalarType: 'unknown',
      // Types alone, which `erasableSyntaxOnly` demands.
      enumsAsTypes: true,
      useTypeImports: true,
    },
    presetConfig: {
      fragmentMasking: false,
      persistedDocuments: {
        hashAlgorithm: (text: string) => createHash('sha256').update(text).digest('hex'),
      },
    },
    plugins: [],
    pluginMap: {},
    pluginContext: {},
    documentTransforms: [],
  });
  const made = new Map<string, string>();
  for (const output of outputs) {
    const filename = output.filename.slice(base.length);
    if (!wanted.includes(filename)) continue;
    const text = await codegen(output);
    made.set(filename, filename.endsWith('.ts') ? banner + text : `${text}\n`);
  }
  return made;
}

/** @throws CommandError that names the folder */
export async function writeAll(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of files) await writeFile(join(folder, name), text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(`${folder} cannot be written (${code}); name another folder`);
  }
}
