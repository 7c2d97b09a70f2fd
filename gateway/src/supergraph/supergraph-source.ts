import { unwatchFile, watch, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { composeSupergraph, type SubgraphDefinition } from './compose.ts';

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

/**
 * Composes the subgraphs' schema files here: the way of development.
 *
 * @param own what the gateway itself adds to the graph
 */
export function composedFromFiles(
  subgraphs: readonly SubgraphFile[],
  own: SubgraphDefinition,
): SupergraphSource {
  return {
    async read() {
      const definitions = subgraphs.map(async ({ name, url, schemaFile }) => ({
        name,
        url,
        sdl: await readFile(schemaFile, 'utf8'),
      }));
      return composeSupergraph([...(await Promise.all(definitions)), own]);
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

/** Milliseconds between looks at the files themselves. */
const lookAgain = 2_000;

/**
 * Watches the folders, since editors and orchestrators replace files instead of writing into them. A folder may be
 * replaced as well (a link to the current release that is set to the next), or lie on a file system that tells
 * nothing, so the files are looked at every now and then too.
 */
function watchFiles(paths: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, settle);
  };
  const folders = [...new Set(paths.map((path) => dirname(path)))];
  const watchers = folders.map((folder) => watch(folder, { persistent: false }, soon).on('error', soon));
  for (const path of paths) watchFile(path, { persistent: false, interval: lookAgain }, soon);
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    for (const path of paths) unwatchFile(path, soon);
  };
}
