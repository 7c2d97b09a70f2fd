import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';

/** Texts that an agency publishes. */
export interface ReleaseFiles {
  readonly schema: string;
  readonly manifest: string;
  /** `null` if the folder has no `policy.test.graphql`. */
  readonly policyCases: string | null;
}

/** Reads `schema.graphql`, `manifest.json` and `policy.test.graphql` of a folder. @throws CommandError */
export async function readRelease(folder: string): Promise<ReleaseFiles> {
  const [schema, manifest, policyCases] = await Promise.all([
    required(join(folder, 'schema.graphql')),
    required(join(folder, 'manifest.json')),
    optional(join(folder, 'policy.test.graphql')),
  ]);
  return { schema, manifest, policyCases };
}

async function required(path: string): Promise<string> {
  const text = await optional(path);
  if (text === null) {
    throw new CommandError(`${path}: no such file; name the folder of a subgraph`);
  }
  return text;
}

async function optional(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
