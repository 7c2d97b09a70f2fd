import { isDeepStrictEqual } from 'node:util';
import { type Manifest, manifestSchema } from '@civic-graph/agencies';
import type { Transaction } from 'kysely';
import type { IdentityTables } from '../store/database.ts';

/** The manifests in force before a directory, according to the database. */
export interface ManifestHistory {
  /** Manifests that are in force according to the last entries. */
  readonly latest: readonly Manifest[];
  /** All manifests that were ever in force, oldest first. */
  readonly all: readonly Manifest[];
}

export async function readHistory(transaction: Transaction<IdentityTables>): Promise<ManifestHistory> {
  const rows = await transaction
    .selectFrom('agency_manifest')
    .select(['subgraph', 'manifest'])
    .orderBy('number')
    .execute();
  const latest = new Map<string, Manifest>();
  const all: Manifest[] = [];
  for (const { subgraph, manifest } of rows) {
    // Another version of this service may have stored another format.
    const { data } = manifestSchema.safeParse(manifest);
    latest.delete(subgraph);
    if (data === undefined) continue;
    latest.set(subgraph, data);
    all.push(data);
  }
  return { latest: [...latest.values()], all };
}

/** Adds the manifests that differ from the last entries. */
export async function recordManifests(
  transaction: Transaction<IdentityTables>,
  { latest }: ManifestHistory,
  manifests: readonly Manifest[],
  now: Date,
): Promise<void> {
  const before = new Map(latest.map((manifest) => [manifest.subgraph, manifest]));
  const changed = manifests.filter((manifest) => !isDeepStrictEqual(manifest, before.get(manifest.subgraph)));
  const present = new Set(manifests.map(({ subgraph }) => subgraph));
  const entries = [
    ...changed.map((manifest) => ({
      subgraph: manifest.subgraph,
      manifest: JSON.stringify(manifest),
      since: now,
    })),
    ...latest
      .filter(({ subgraph }) => !present.has(subgraph))
      .map(({ subgraph }) => ({ subgraph, manifest: null, since: now })),
  ];
  if (entries.length > 0) await transaction.insertInto('agency_manifest').values(entries).execute();
}
