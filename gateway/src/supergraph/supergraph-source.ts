import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { composeSupergraph } from './compose.ts';

/** Where the supergraph comes from, and how it is told of changes. */
export interface SupergraphSource {
  /** SDL of the supergraph as it is now. */
  read(): Promise<string>;
  /** Calls `changed` after a change, until the returned function is called. */
  watch(changed: () => void): () => void;
}

export interface SubgraphFile {
  readonly name: string;
  readonly url: string;
  /** Path of the subgraph's `schema.graphql`. */
  readonly schemaFile: string;
}

/** A supergraph that was composed elsewhere: the way of production. */
export function supergraphFile(path: string): SupergraphSource {
  return { read: () => readFile(path, 'utf8'), watch: (changed) => watchFiles([path], changed) };
}

/** Composes the subgraphs' schema files here: the way of development. */
export function composedFromFiles(subgraphs: readonly SubgraphFile[]): SupergraphSource {
  return {
    async read() {
      const definitions = subgraphs.map(async ({ name, url, schemaFile }) => ({
        name,
        url,
        sdl: await readFile(schemaFile, 'utf8'),
      }));
      return composeSupergraph(await Promise.all(definitions));
    },
    watch: (changed) =>
      watchFiles(
        subgraphs.map(({ schemaFile }) => schemaFile),
        changed,
      ),
  };
}

/** Milliseconds to wait for an editor, or a rolling mount, to finish writing. */
const settle = 100;

/** Watches the folders: editors and orchestrators replace files instead of writing into them. */
function watchFiles(paths: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers = [...new Set(paths.map((path) => dirname(path)))].map((folder) =>
    watch(folder, { persistent: false }, () => {
      clearTimeout(timer);
      timer = setTimeout(changed, settle);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
