import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { lastRollout, releasesOf } from '../rollout/find-rollout.ts';
import type { Official } from './official.ts';
import { type ReleaseOutcome, refused } from './publish-outcome.ts';
import { type PublishDesk, publishRelease } from './publish-release.ts';
import { readRelease } from './read-release.ts';

export interface SubgraphRollback {
  readonly subgraph: string;
  /** Version of an earlier release; null for the one before the release in force. */
  readonly version: string | null;
  readonly by: Official;
  readonly reason: string;
}

/**
 * Puts an earlier release of one subgraph in force again, with the others' releases of this moment. It is
 * checked like any publish, except that apps in need of what goes do not stop it, and waits for a second
 * official if somebody would gain access.
 *
 * @throws PublicError FORBIDDEN for another agency's official
 */
export async function rollBackSubgraph(
  desk: PublishDesk,
  { subgraph, version, by, reason }: SubgraphRollback,
): Promise<ReleaseOutcome> {
  const { db } = desk;
  const head = await lastRollout(db);
  const members = head === null ? [] : await releasesOf(db, head.supergraph);
  const current = members.find((each) => each.subgraph === subgraph)?.version ?? '';
  const earlier = await servedByAll(db, subgraph);
  // A canary is not among them: the release before it is the latest that all gateways have served.
  const target = version === null ? earlier[earlier.indexOf(current) + 1] : earlier[earlier.indexOf(version)];
  if (target === undefined) return notServed(subgraph, version);
  const release = await readRelease(db, target);
  return publishRelease(desk, { release, by, canaryPercent: 100, reason, cause: 'rollback' });
}

function notServed(subgraph: string, version: string | null): ReleaseOutcome {
  const message =
    version === null
      ? `No earlier release of ${subgraph} was served by all gateways; publish another first.`
      : `Release ${version} of ${subgraph} was not served by all gateways; choose one of \`subgraph { versions }\`.`;
  return refused('unknown-version', message);
}

/** Releases that all gateways have served, the latest publish first. */
async function servedByAll(db: Db, subgraph: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('supergraph_release')
    .innerJoin('rollout', 'rollout.supergraph', 'supergraph_release.supergraph')
    .select('release')
    .where('subgraph', '=', subgraph)
    .groupBy('release')
    .having(sql<boolean>`bool_or(canary_percent = 100)`)
    .orderBy(sql`min(sequence)`, 'desc')
    .execute();
  return rows.map(({ release }) => release);
}
