import type { Checker } from '../check/checker.ts';
import type { Db } from '../database/database.ts';
import { publishSupergraph } from '../publish/publish-supergraph.ts';
import { lastRollout } from '../rollout/find-rollout.ts';
import { readSeed } from './read-seed.ts';

export interface SeedOptions {
  readonly db: Db;
  readonly checker: Checker;
  readonly clock: () => Date;
  readonly folders: readonly string[];
}

export type SeedOutcome =
  | { readonly kind: 'seeded'; readonly subgraphs: readonly string[] }
  /** Something is published already. */
  | { readonly kind: 'not-empty' };

/**
 * Publishes the demo's subgraphs as the first supergraph of an empty registry. Composition alone is checked:
 * the policy cases of this repository are checked by its tests.
 *
 * @throws Error if they do not compose
 */
export async function seedDemo({ db, checker, clock, folders }: SeedOptions): Promise<SeedOutcome> {
  if ((await lastRollout(db)) !== null) return { kind: 'not-empty' };
  const releases = await readSeed(folders);
  const { report, sdl } = await checker.compose(releases);
  if (sdl === null) throw new Error(report.problems.map(({ message }) => message).join('\n'));
  const by = { subject: 'demo', agency: null };
  const publication = { releases, sdl, base: null, canaryPercent: 100, by, reason: null };
  // Another process may have been faster.
  if ((await publishSupergraph(db, publication, clock())).kind === 'overtaken') return { kind: 'not-empty' };
  return { kind: 'seeded', subgraphs: releases.map(({ subgraph }) => subgraph) };
}
