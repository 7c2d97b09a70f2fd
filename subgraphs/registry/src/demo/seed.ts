import { releaseVersion } from '@civic-graph/releases';
import type { Checker } from '../check/checker.ts';
import type { Db } from '../database/database.ts';
import { type AgencyRelease, publishSupergraph } from '../publish/publish-supergraph.ts';
import { asRelease, readRelease } from '../publish/read-release.ts';
import { bySubgraph, lastRollout, releasesOf } from '../rollout/find-rollout.ts';
import { lastPublished } from './last-published.ts';
import { readSeed } from './read-seed.ts';
import { missingContracts, seedContracts } from './seed-contracts.ts';

export interface SeedOptions {
  readonly db: Db;
  readonly checker: Checker;
  readonly clock: () => Date;
  readonly folders: readonly string[];
  /** Whether to take out subgraphs that are developed: a demo that starts has no developers yet. */
  readonly takeOutDeveloped?: boolean;
}

export type SeedOutcome =
  | { readonly kind: 'seeded'; readonly subgraphs: readonly string[] }
  /** They are already in force, or another process was faster. */
  | { readonly kind: 'unchanged' }
  /** They do not compose, so nothing changes. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/**
 * Publishes the demo's subgraphs and contracts if their folders differ from what is in force, beside those of
 * other agencies; the demo runs the servers of these folders. Checks only composition, because this
 * repository's tests check its policy cases.
 */
export async function seedDemo(options: SeedOptions): Promise<SeedOutcome> {
  const { db, checker, clock, folders, takeOutDeveloped = false } = options;
  const own = await readSeed(folders);
  const head = await lastRollout(db);
  const current = head === null ? [] : await releasesOf(db, head.supergraph);
  const names = new Set(own.map(({ subgraph }) => subgraph));
  const inForce = current.filter(({ subgraph }) => !names.has(subgraph)).map(asRelease);
  const others = takeOutDeveloped ? await publishedOf(db, inForce) : inForce;
  const releases = [...own, ...others].sort(bySubgraph);
  const versions = new Set(current.map(({ version }) => version));
  const contracts = await missingContracts(db, folders);
  const isUnchanged =
    contracts.length === 0 &&
    releases.length === current.length &&
    releases.every((release) => versions.has(releaseVersion(release)));
  if (isUnchanged) return { kind: 'unchanged' };
  const { report, sdl } = await checker.compose(releases);
  if (sdl === null) return { kind: 'refused', problems: report.problems.map(({ message }) => message) };
  const by = { subject: 'demo', agency: null };
  const now = clock();
  const publication = {
    ...{ releases, sdl, base: head?.supergraph ?? null, contracts: head?.contracts ?? [] },
    ...{ canaryPercent: 100, by, reason: null },
    addContracts: (trx: Db) => seedContracts(trx, contracts, by.subject, now),
  };
  const outcome = await publishSupergraph(db, publication, now);
  if (outcome.kind === 'overtaken') return { kind: 'unchanged' };
  return { kind: 'seeded', subgraphs: [...names] };
}

/** The releases that agencies have published last, of the same subgraphs. */
async function publishedOf(db: Db, releases: readonly AgencyRelease[]): Promise<AgencyRelease[]> {
  const published = await Promise.all(
    releases.map(async (release) => {
      const version = await lastPublished(db, release.subgraph);
      if (version === null || version === releaseVersion(release)) return version === null ? [] : [release];
      return [await readRelease(db, version)];
    }),
  );
  return published.flat();
}
