import { readFile } from 'node:fs/promises';
import { watchFiles } from '../lib/watch-files.ts';
import { type Agency, agenciesInFolder } from './agencies-in-folder.ts';
import { composeSupergraph, type SubgraphDefinition } from './compose.ts';

/** Where the supergraph comes from, and how it is told of changes. */
export interface SupergraphSource {
  /** SDL of the supergraph as it is now. */
  read(): Promise<string>;
  /** Calls `changed` after a change, until the returned function is called. */
  watch(changed: () => void): () => void;
}

/** A supergraph that was composed elsewhere: the way of production. */
export function supergraphFile(path: string): SupergraphSource {
  return { read: () => readFile(path, 'utf8'), watch: (changed) => watchFiles([path], changed) };
}

/**
 * Composes the agencies' `<name>/schema.graphql` in a folder: the way of development. A folder that comes or
 * goes is an agency that does.
 *
 * @param own what the gateway itself adds to the graph
 */
export function composedFromFolder(folder: string, own: SubgraphDefinition): SupergraphSource {
  let agencies: readonly Agency[] = [];
  let watched: Watched | null = null;

  return {
    async read() {
      agencies = await agenciesInFolder(folder);
      if (watched && watched.paths.join() !== pathsOf(agencies).join()) {
        const { changed } = watched;
        watched.stop();
        watched = watchAll(changed);
      }
      return composeSupergraph([...agencies.map(definition), own]);
    },
    watch(changed) {
      watched = watchAll(changed);
      return () => watched?.stop();
    },
  };

  function watchAll(changed: () => void): Watched {
    const paths = pathsOf(agencies);
    return { paths, changed, stop: watchFiles(paths, changed, [folder]) };
  }
}

interface Watched {
  readonly paths: readonly string[];
  readonly changed: () => void;
  readonly stop: () => void;
}

const pathsOf = (agencies: readonly Agency[]) => agencies.map(({ path }) => path);

/** Composition wants an address of each; where they are called is for the directory of subgraphs to say. */
function definition({ name, sdl }: Agency): SubgraphDefinition {
  return { name, sdl, url: `http://${name}.invalid/graphql` };
}
