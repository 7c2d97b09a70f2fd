import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CompositionError } from './compose.ts';

/** An agency by its `<folder>/schema.graphql`. */
export interface Agency {
  /** Name in `manifest.json` beside the schema, else the folder's name. */
  readonly name: string;
  /** Path of the file. */
  readonly path: string;
  readonly sdl: string;
}

const schemaFile = 'schema.graphql';
const manifestFile = 'manifest.json';
const manifest = z.object({ subgraph: z.string() });

/** Returns every agency in a folder, which changes as folders are added and removed. */
export async function agenciesInFolder(folder: string): Promise<readonly Agency[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => !entry.isFile()).map(({ name }) => name);
  const read = folders.sort().map(async (name): Promise<readonly Agency[]> => {
    const path = join(folder, name, schemaFile);
    const sdl = await readFile(path, 'utf8').catch(nothingThere);
    return sdl === null ? [] : [{ name: await subgraphName(folder, name), path, sdl }];
  });
  return (await Promise.all(read)).flat();
}

/** @throws CompositionError for a manifest without a name */
async function subgraphName(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, name, manifestFile), 'utf8').catch(nothingThere);
  if (text === null) return name;
  try {
    return manifest.parse(JSON.parse(text)).subgraph;
  } catch {
    const file = join(folder, name, manifestFile);
    const message = 'must be JSON that names the subgraph; fix it, or remove the file';
    const place = { subgraph: name, file, line: null, column: null, fixedBy: name };
    throw new CompositionError([{ ...place, code: 'MANIFEST_INVALID', message: `${file}: ${message}` }]);
  }
}

function nothingThere(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
    return null;
  }
  throw error;
}
