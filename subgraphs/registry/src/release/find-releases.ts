import type { CursorPosition } from '@civic-graph/subgraph-kit';
import { sql } from 'kysely';
import { byOrdinal } from '../database/by-ordinal.ts';
import type { Db, SubgraphRow } from '../database/database.ts';

/** A release that was rolled out, without its texts. */
export interface PublishedRelease {
  readonly version: string;
  readonly subgraph: string;
  readonly agency: string;
  /** When it was first rolled out. */
  readonly published_at: Date;
  readonly published_by: string;
  /** Sequence of its first rollout. */
  readonly first_sequence: string;
}

/** Releases by version, without those that were never rolled out. */
export async function publishedReleases(db: Db, versions: readonly string[]): Promise<PublishedRelease[]> {
  const { rows } = await sql<PublishedRelease>`
    SELECT version, subgraph, subgraph_release.agency, first.*
      FROM subgraph_release CROSS JOIN LATERAL (
        SELECT started_at AS published_at, subject AS published_by, sequence AS first_sequence
          FROM supergraph_release JOIN rollout USING (supergraph)
         WHERE release = version ORDER BY sequence LIMIT 1) AS first
     WHERE version = ANY (${versions}::text[])`.execute(db);
  return rows;
}

/** A page of the releases of one subgraph, the latest first. */
export interface ReleasePage {
  readonly subgraph: string;
  readonly size: number;
  /** Only releases that were first rolled out before this sequence. */
  readonly before: string | null;
}

/** Reads pages of any number of subgraphs in one query. */
export async function releasePages(
  db: Db,
  pages: readonly ReleasePage[],
): Promise<readonly (readonly PublishedRelease[])[]> {
  const { rows } = await sql<{ ordinal: string; release: string }>`
    SELECT wanted.ordinal, page.release
      FROM unnest(${pages.map(({ subgraph }) => subgraph)}::text[],
                  ${pages.map(({ before }) => before)}::bigint[],
                  ${pages.map(({ size }) => size)}::int[])
           WITH ORDINALITY AS wanted (subgraph, before, size, ordinal)
     CROSS JOIN LATERAL (
       SELECT release, min(sequence) AS first_sequence
         FROM supergraph_release JOIN rollout USING (supergraph)
        WHERE supergraph_release.subgraph = wanted.subgraph
        GROUP BY release
       HAVING wanted.before IS NULL OR min(sequence) < wanted.before
        ORDER BY first_sequence DESC
        LIMIT wanted.size) AS page
     ORDER BY wanted.ordinal, first_sequence DESC`.execute(db);
  const published = await publishedReleases(
    db,
    rows.map(({ release }) => release),
  );
  const byVersion = new Map(published.map((release) => [release.version, release]));
  return byOrdinal(pages, rows).map((page) => page.flatMap(({ release }) => byVersion.get(release) ?? []));
}

/** The releases in each supergraph, by name of the subgraph. */
export async function releasesOfSupergraphs(
  db: Db,
  supergraphs: readonly string[],
): Promise<ReadonlyMap<string, readonly PublishedRelease[]>> {
  const rows = await db
    .selectFrom('supergraph_release')
    .select(['supergraph', 'release', 'subgraph'])
    .where('supergraph', 'in', [...supergraphs])
    .orderBy(sql`subgraph COLLATE "C"`)
    .execute();
  const published = await publishedReleases(db, [...new Set(rows.map(({ release }) => release))]);
  const byVersion = new Map(published.map((release) => [release.version, release]));
  return new Map(
    supergraphs.map((supergraph) => [
      supergraph,
      rows
        .filter((row) => row.supergraph === supergraph)
        .flatMap(({ release }) => byVersion.get(release) ?? []),
    ]),
  );
}

/** Admitted subgraphs, by name. */
export async function listSubgraphs(
  db: Db,
  first: number,
  after: CursorPosition | null,
): Promise<SubgraphRow[]> {
  const name = typeof after?.[0] === 'string' ? after[0] : '';
  return db
    .selectFrom('subgraph')
    .selectAll()
    .where(sql<boolean>`name COLLATE "C" > ${name}`)
    .orderBy(sql`name COLLATE "C"`)
    .limit(first + 1)
    .execute();
}
