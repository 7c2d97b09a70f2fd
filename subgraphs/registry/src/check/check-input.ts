import type { Db } from '../database/database.ts';
import type { AgencyRelease } from '../publish/publish-supergraph.ts';
import { asRelease } from '../publish/read-release.ts';
import { bySubgraph, readSdl, releasesOf } from '../rollout/find-rollout.ts';
import type { CheckInput } from './check-release.ts';

/**
 * Reads what a release is checked against.
 *
 * @param base supergraph in force; `null` before the first publish
 */
export async function checkInput(
  db: Db,
  release: AgencyRelease,
  base: string | null,
  now: Date,
): Promise<CheckInput & { readonly releases: readonly AgencyRelease[] }> {
  const inForce = base === null ? [] : await releasesOf(db, base);
  const changed = release.subgraph;
  return {
    releases: withRelease(inForce.map(asRelease), release),
    changed,
    before: base === null ? null : await readSdl(db, base),
    manifestBefore: inForce.find(({ subgraph }) => subgraph === changed)?.manifest ?? null,
    today: now.toISOString().slice(0, 10),
  };
}

/** The releases of a supergraph with one of them replaced or added, by name of the subgraph. */
export function withRelease(inForce: readonly AgencyRelease[], release: AgencyRelease): AgencyRelease[] {
  const others = inForce.filter(({ subgraph }) => subgraph !== release.subgraph);
  return [...others, release].sort(bySubgraph);
}
