import DataLoader from 'dataloader';
import { changesOfRollouts, type RolloutChanges } from '../changelog/list-changes.ts';
import { findChecks, type StoredCheck } from '../check/find-checks.ts';
import { type RevisionPage, revisionPages } from '../contract/find-contracts.ts';
import type {
  ChangeMessageRow,
  ChangeRow,
  ContractRevisionRow,
  Db,
  GatewayHealthRow,
  ProposalCommentRow,
  ReleaseRow,
  RolloutRow,
  SubgraphRow,
} from '../database/database.ts';
import { type HealthPage, healthPages } from '../health/list-health.ts';
import { type CommentPage, commentPages } from '../proposal/comment.ts';
import {
  type PublishedRelease,
  publishedReleases,
  type ReleasePage,
  releasePages,
  releasesOfSupergraphs,
} from '../release/find-releases.ts';
import { lastRollout } from '../rollout/find-rollout.ts';
import { type RolloutState, rolloutStates } from '../rollout/rollout-state.ts';
import { type MessagePage, messagePages } from '../webhook/list-messages.ts';
import type { SupergraphVersionModel } from './mappers.ts';

type ReleaseTexts = Pick<ReleaseRow, 'version' | 'schema' | 'manifest' | 'policy_cases'>;

/** One query per table and call, for any number of objects. */
export interface RegistryLoaders {
  readonly subgraphs: DataLoader<string, SubgraphRow | null>;
  readonly releases: DataLoader<string, PublishedRelease | null>;
  readonly releasePages: DataLoader<ReleasePage, readonly PublishedRelease[]>;
  readonly texts: DataLoader<string, ReleaseTexts | null>;
  readonly supergraphs: DataLoader<string, SupergraphVersionModel | null>;
  readonly sdls: DataLoader<string, string | null>;
  readonly releasesOf: DataLoader<string, readonly PublishedRelease[]>;
  /** Releases in force, by name of the subgraph. */
  readonly current: DataLoader<string, PublishedRelease | null>;
  readonly rollouts: DataLoader<string, RolloutRow | null>;
  /** Number of changes, by sequence of the rollout. */
  readonly changelogs: DataLoader<string, { readonly rollout: string; readonly total: number } | null>;
  readonly changePages: DataLoader<RolloutChanges, readonly ChangeRow[]>;
  readonly checks: DataLoader<string, StoredCheck | null>;
  readonly commentPages: DataLoader<CommentPage, readonly ProposalCommentRow[]>;
  readonly messagePages: DataLoader<MessagePage, readonly ChangeMessageRow[]>;
  readonly revisionPages: DataLoader<RevisionPage, readonly ContractRevisionRow[]>;
  /** By sequence. */
  readonly rolloutStates: DataLoader<string, RolloutState>;
  readonly healthPages: DataLoader<HealthPage, readonly GatewayHealthRow[]>;
}

export function createLoaders(db: Db): RegistryLoaders {
  return {
    subgraphs: one(
      (names) => db.selectFrom('subgraph').selectAll().where('name', 'in', names).execute(),
      ({ name }) => name,
    ),
    releases: one(
      (versions) => publishedReleases(db, versions),
      ({ version }) => version,
    ),
    releasePages: new DataLoader((pages) => releasePages(db, pages), { cache: false }),
    texts: one(
      (versions) =>
        db
          .selectFrom('subgraph_release')
          .select(['version', 'schema', 'manifest', 'policy_cases'])
          .where('version', 'in', versions)
          .execute(),
      ({ version }) => version,
    ),
    supergraphs: one(
      (versions) =>
        db
          .selectFrom('supergraph_version')
          .select(['version', 'composed_at'])
          .where('version', 'in', versions)
          .execute(),
      ({ version }) => version,
    ),
    sdls: new DataLoader(async (versions) => {
      const rows = await db
        .selectFrom('supergraph_version')
        .select(['version', 'sdl'])
        .where('version', 'in', versions)
        .execute();
      return versions.map((version) => rows.find((row) => row.version === version)?.sdl ?? null);
    }),
    releasesOf: new DataLoader(async (supergraphs) => {
      const found = await releasesOfSupergraphs(db, supergraphs);
      return supergraphs.map((supergraph) => found.get(supergraph) ?? []);
    }),
    rollouts: one(
      (sequences) => db.selectFrom('rollout').selectAll().where('sequence', 'in', sequences).execute(),
      ({ sequence }) => sequence,
    ),
    changelogs: one(
      (rollouts) =>
        db.selectFrom('changelog').select(['rollout', 'total']).where('rollout', 'in', rollouts).execute(),
      ({ rollout }) => rollout,
    ),
    changePages: new DataLoader((pages) => changesOfRollouts(db, pages), { cache: false }),
    checks: one(
      (ids) => findChecks(db, ids),
      ({ id }) => id,
    ),
    commentPages: new DataLoader((pages) => commentPages(db, pages), { cache: false }),
    messagePages: new DataLoader((pages) => messagePages(db, pages), { cache: false }),
    revisionPages: new DataLoader((pages) => revisionPages(db, pages), { cache: false }),
    rolloutStates: new DataLoader((sequences) => rolloutStates(db, sequences)),
    healthPages: new DataLoader((pages) => healthPages(db, pages), { cache: false }),
    current: new DataLoader(async (names) => {
      const head = await lastRollout(db);
      const inForce = head === null ? new Map() : await releasesOfSupergraphs(db, [head.supergraph]);
      const releases: readonly PublishedRelease[] = [...inForce.values()].flat();
      return names.map((name) => releases.find(({ subgraph }) => subgraph === name) ?? null);
    }),
  };
}

function one<Row>(
  read: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    // PostgreSQL rejects text with NUL, so no row has such a key.
    const possible = keys.filter((key) => !key.includes('\0'));
    const rows = possible.length === 0 ? [] : await read(possible);
    const byKey = new Map(rows.map((row) => [keyOf(row), row]));
    return keys.map((key) => byKey.get(key) ?? null);
  });
}
