import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An agency by its `<name>/schema.graphql`. */
export interface Agency {
  readonly name: string;
  /** Of the file. */
  readonly path: string;
  readonly sdl: string;
}

const schemaFile = 'schema.graphql';

/** Every agency in a folder, by name, as folders are added and removed. */
export async function agenciesInFolder(folder: string): Promise<readonly Agency[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.isFile()).map(({ name }) => name);
  const read = names.sort().map(async (name): Promise<readonly Agency[]> => {
    const path = join(folder, name, schemaFile);
    const sdl = await readFile(path, 'utf8').catch(nothingThere);
    return sdl === null ? [] : [{ name, path, sdl }];
  });
  return (await Promise.all(read)).flat();
}

function nothingThere(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
    return null;
  }
  throw error;
}
