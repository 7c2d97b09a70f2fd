import { releaseVersion } from '@civic-graph/releases';
import type { Checker } from '../check/checker.ts';
import type { Db } from '../database/database.ts';
import { type AgencyRelease, publishSupergraph } from '../publish/publish-supergraph.ts';
import { bySubgraph, lastRollout, releasesOf } from '../rollout/find-rollout.ts';
import { readSeed } from './read-seed.ts';

export interface SeedOptions {
  readonly db: Db;
  readonly checker: Checker;
  readonly clock: () => Date;
  readonly folders: readonly string[];
}

export type SeedOutcome =
  | { readonly kind: 'seeded'; readonly subgraphs: readonly string[] }
  /** They are in force already, or another process was faster. */
  | { readonly kind: 'unchanged' }
  /** They do not compose; what is in force stays. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/**
 * Publishes the demo's subgraphs where their folders differ from what is in force, beside those of other
 * agencies: the demo runs the servers of these folders. Composition alone is checked, since the policy cases
 * of this repository are checked by its tests.
 */
export async function seedDemo({ db, checker, clock, folders }: SeedOptions): Promise<SeedOutcome> {
  const own = await readSeed(folders);
  const head = await lastRollout(db);
  const current = head === null ? [] : await releasesOf(db, head.supergraph);
  const versions = new Set(current.map(({ version }) => version));
  if (own.every((release) => versions.has(releaseVersion(release)))) return { kind: 'unchanged' };
  const names = new Set(own.map(({ subgraph }) => subgraph));
  const others = current.filter(({ subgraph }) => !names.has(subgraph)).map(asRelease);
  const releases = [...own, ...others].sort(bySubgraph);
  const { report, sdl } = await checker.compose(releases);
  if (sdl === null) return { kind: 'refused', problems: report.problems.map(({ message }) => message) };
  const by = { subject: 'demo', agency: null };
  const base = head?.supergraph ?? null;
  const publication = { releases, sdl, base, canaryPercent: 100, by, reason: null };
  const outcome = await publishSupergraph(db, publication, clock());
  if (outcome.kind === 'overtaken') return { kind: 'unchanged' };
  return { kind: 'seeded', subgraphs: [...names] };
}

function asRelease({
  subgraph,
  agency,
  schema,
  manifest,
  policy_cases: policyCases,
}: Awaited<ReturnType<typeof releasesOf>>[number]): AgencyRelease {
  return { subgraph, agency, schema, manifest, policyCases };
}
