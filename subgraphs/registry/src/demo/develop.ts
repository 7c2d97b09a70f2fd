import { releaseVersion } from '@civic-graph/releases';
import { checkInput } from '../check/check-input.ts';
import type { Problem } from '../check/check-report.ts';
import type { Checker } from '../check/checker.ts';
import type { Db } from '../database/database.ts';
import { parseRelease, type ReleaseTexts } from '../publish/parse-release.ts';
import { type AgencyRelease, publishSupergraph } from '../publish/publish-supergraph.ts';
import { asRelease, readRelease } from '../publish/read-release.ts';
import { bySubgraph, lastRollout, releasesOf } from '../rollout/find-rollout.ts';
import { developer, lastPublished } from './last-published.ts';

export interface DevelopOptions {
  readonly db: Db;
  readonly checker: Checker;
  readonly clock: () => Date;
}

export type DevelopOutcome =
  | { readonly kind: 'served' | 'unchanged'; readonly warnings: readonly Problem[] }
  /** What is in force stays. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/** Attempts to publish while others publish too. */
const attempts = 5;

/**
 * Puts a release in force in a demo, after the checks of a publish but without its approvals.
 *
 * @param accepted called once the checks have passed, before the release is in force
 * @throws Error if other agencies keep publishing
 */
export async function serveInDemo(
  options: DevelopOptions,
  texts: ReleaseTexts,
  accepted: () => Promise<void> = async () => {},
): Promise<DevelopOutcome> {
  const { db, checker, clock } = options;
  const parsed = parseRelease(texts);
  if (parsed.kind === 'invalid') return { kind: 'refused', problems: [manifestProblem(parsed.message)] };
  const { release } = parsed;
  const owner = await ownerOf(db, release.subgraph);
  if (owner !== null && owner !== release.agency) {
    const message = `${release.subgraph} belongs to the agency ${owner}; choose another name, or this agency`;
    return { kind: 'refused', problems: [manifestProblem(message)] };
  }
  let isAccepted = false;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { base, current } = await inForce(db);
    if (current.some(({ version }) => version === releaseVersion(release))) {
      if (!isAccepted) await accepted();
      return { kind: 'unchanged', warnings: [] };
    }
    const input = await checkInput(db, release, base, clock());
    const { report, sdl } = await checker.check(input);
    if (sdl === null) return { kind: 'refused', problems: report.problems };
    if (!isAccepted) await accepted();
    isAccepted = true;
    const { releases } = input;
    if (await publish(options, { releases, sdl, base })) return { kind: 'served', warnings: report.problems };
  }
  throw new Error('other agencies keep publishing; save the file again');
}

/**
 * Takes a developed subgraph out again: puts its last published release back, or removes it if there is none.
 *
 * @returns whether anything had to change
 */
export async function takeOutOfDemo(options: DevelopOptions, subgraph: string): Promise<boolean> {
  const { db, checker } = options;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { base, current } = await inForce(db);
    const version = await lastPublished(db, subgraph);
    if ((current.find((release) => release.subgraph === subgraph)?.version ?? null) === version) return false;
    const others = current.filter((release) => release.subgraph !== subgraph);
    const releases = [...others, ...(version === null ? [] : [await readRelease(db, version)])];
    releases.sort(bySubgraph);
    const { report, sdl } = await checker.compose(releases);
    if (sdl === null) {
      throw new Error(`without ${subgraph} the graph does not compose: ${report.problems[0]?.message}`);
    }
    if (await publish(options, { releases, sdl, base })) return true;
  }
  throw new Error(`other agencies keep publishing, so ${subgraph} stays; run: npx civic supergraph rollback`);
}

/** @returns whether nobody else published meanwhile */
async function publish(
  { db, clock }: DevelopOptions,
  publication: {
    readonly releases: readonly AgencyRelease[];
    readonly sdl: string;
    readonly base: string | null;
  },
): Promise<boolean> {
  const how = { canaryPercent: 100, by: developer, reason: 'civic subgraph dev' };
  return (await publishSupergraph(db, { ...publication, ...how }, clock())).kind === 'published';
}

async function inForce(db: Db) {
  const head = await lastRollout(db);
  const rows = head === null ? [] : await releasesOf(db, head.supergraph);
  const current = rows.map((row) => ({ ...asRelease(row), version: row.version }));
  return { base: head?.supergraph ?? null, current };
}

async function ownerOf(db: Db, subgraph: string): Promise<string | null> {
  const row = await db
    .selectFrom('subgraph')
    .select('agency')
    .where('name', '=', subgraph)
    .executeTakeFirst();
  return row?.agency ?? null;
}

function manifestProblem(message: string): Problem {
  return {
    ...{ severity: 'error', code: 'MANIFEST_INVALID', message, subgraph: null, file: null },
    ...{ line: null, column: null, fixedBy: null },
  };
}
