import type { Db } from '../database/database.ts';

/** Starts the rollouts of a subgraph that is being developed. */
export const developer = { subject: 'development', agency: null } as const;

/**
 * Version of a subgraph that was last put in force by somebody other than a developer; `null` if it was last
 * taken out, or never published. Rollouts that carry a version along do not count.
 */
export async function lastPublished(db: Db, subgraph: string): Promise<string | null> {
  const rows = await db
    .selectFrom('rollout')
    .leftJoin('supergraph_release', (join) =>
      join
        .onRef('supergraph_release.supergraph', '=', 'rollout.supergraph')
        .on('supergraph_release.subgraph', '=', subgraph),
    )
    .select(['rollout.subject', 'supergraph_release.release'])
    .orderBy('rollout.sequence')
    .execute();
  let published: string | null = null;
  let before: string | null = null;
  for (const { subject, release } of rows) {
    if (release !== before && subject !== developer.subject) published = release;
    before = release;
  }
  return published;
}
