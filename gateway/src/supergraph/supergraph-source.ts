import { readFile } from 'node:fs/promises';
import type { PublishedContract } from '@civic-graph/releases';
import { watchFiles } from '@civic-graph/service';
import type { Agency, SubgraphDefinition } from '@civic-graph/supergraph';

/** A source of supergraphs that reports changes. */
export interface SupergraphSource {
  /** SDL of the current supergraph. */
  read(): Promise<string>;
  /** Contracts of the supergraph that was read last. Default is none. */
  contracts?(): readonly PublishedContract[];
  /** Calls `changed` after a change, until the returned function is called. */
  watch(changed: () => void): () => void;
  /**
   * Returns to an earlier supergraph if the current one is refused at the start.
   * @returns whether there is another one to read
   */
  restorePrevious?(): Promise<boolean>;
  /** Called when the last read supergraph is served. */
  served?(): void;
  /** Called when the supergraph that was read last cannot be served. */
  refused?(reason: string): void;
}

/** A supergraph that was composed elsewhere, as in production. */
export function supergraphFile(path: string): SupergraphSource {
  return { read: () => readFile(path, 'utf8'), watch: (changed) => watchFiles([path], changed) };
}

/**
 * Composes the agencies' `<name>/schema.graphql` in a folder, as in development; new folders are new
 * agencies.
 * @param own the gateway's own subgraph
 */
export function composedFromFolder(folder: string, own: SubgraphDefinition): SupergraphSource {
  let agencies: readonly Agency[] = [];
  let watched: Watched | null = null;

  return {
    async read() {
      // Composers are a fifth of the gateway, and production does not need them.
      const { agenciesInFolder, composeSupergraph } = await import('@civic-graph/supergraph');
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

/** Composition requires an address for each; the directory of subgraphs has the real ones. */
function definition({ name, sdl }: Agency): SubgraphDefinition {
  return { name, sdl, url: `http://${name}.invalid/graphql` };
}
