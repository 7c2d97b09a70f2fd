import type { SupergraphVersion } from '@civic-graph/releases';
import type { Db, RolloutRow } from '../database/database.ts';

/** The rollout in force: the one with the highest sequence. */
export async function lastRollout(db: Db): Promise<RolloutRow | null> {
  const row = await db
    .selectFrom('rollout')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The content of a supergraph version, as hashed. @throws Error if the version is missing */
export async function readSupergraph(db: Db, version: string): Promise<SupergraphVersion> {
  const sdl = await readSdl(db, version);
  const rows = await releasesOf(db, version);
  return {
    sdl,
    releases: rows.map((row) => ({ subgraph: row.subgraph, version: row.version })),
    manifests: rows.map(({ manifest }) => manifest),
  };
}

/** @throws Error if the version is missing */
export async function readSdl(db: Db, version: string): Promise<string> {
  const { sdl } = await db
    .selectFrom('supergraph_version')
    .select('sdl')
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return sdl;
}

/** The releases in a supergraph, by name of the subgraph. */
export async function releasesOf(db: Db, supergraph: string) {
  const rows = await db
    .selectFrom('supergraph_release')
    .innerJoin('subgraph_release', 'subgraph_release.version', 'supergraph_release.release')
    .selectAll('subgraph_release')
    .where('supergraph_release.supergraph', '=', supergraph)
    .execute();
  return rows.sort(bySubgraph);
}

/** Sorted by code unit, because database collations differ and the order is hashed. */
export function bySubgraph(a: { readonly subgraph: string }, b: { readonly subgraph: string }): number {
  return a.subgraph < b.subgraph ? -1 : 1;
}
