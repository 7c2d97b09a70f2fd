import { releaseVersion, type SubgraphRelease, supergraphVersion } from '@civic-graph/releases';
import type { Db, RolloutRow } from '../database/database.ts';
import type { RolloutCause } from '../database/tables.ts';
import { lockRollouts, type Publisher, settledVersion, startRollout } from '../rollout/start-rollout.ts';

/** A release with the agency that its manifest names. */
export interface AgencyRelease extends SubgraphRelease {
  readonly agency: string;
}

export interface Publication {
  /** Every release of the new supergraph, by name of the subgraph. */
  readonly releases: readonly AgencyRelease[];
  /** SDL composed from these releases. */
  readonly sdl: string;
  /** Supergraph in force when the releases were checked; `null` if there was none. */
  readonly base: string | null;
  /** Contract revisions that the releases were checked against. Default is those in force. */
  readonly contracts?: readonly string[] | undefined;
  /** Adds contracts in the transaction, so that the rollout brings them. */
  readonly addContracts?: (trx: Db) => Promise<void>;
  readonly canaryPercent: number;
  readonly by: Publisher;
  /** Default is `publish`. */
  readonly cause?: RolloutCause | undefined;
  /** Subject of the official who admits new names. Default is the publisher. */
  readonly admittedBy?: string;
  readonly reason: string | null;
}

export type PublishOutcome =
  | { readonly kind: 'published'; readonly rollout: RolloutRow }
  /** Another rollout was started since the check; check again. */
  | { readonly kind: 'overtaken' };

/**
 * Publishes a checked supergraph: subgraphs, releases, version and rollout in one transaction. Publishers run
 * one at a time; a supergraph that was checked against an older one is not published.
 *
 * @param alongside further writes of the same publication, in the same transaction
 */
export async function publishSupergraph(
  db: Db,
  publication: Publication,
  now: Date,
  alongside: (trx: Db, rollout: RolloutRow) => Promise<void> = async () => {},
): Promise<PublishOutcome> {
  return db.transaction().execute(async (trx): Promise<PublishOutcome> => {
    const head = await lockRollouts(trx);
    if ((head?.supergraph ?? null) !== publication.base) return { kind: 'overtaken' };
    const checkedContracts = publication.contracts ?? head?.contracts ?? [];
    if (String(head?.contracts ?? []) !== String(checkedContracts)) return { kind: 'overtaken' };
    const supergraph = await saveSupergraph(trx, publication, now);
    await publication.addContracts?.(trx);
    const previous = settledVersion(head);
    const { by, reason, cause = 'publish' } = publication;
    // Without a previous version, the other gateways would have nothing to keep.
    const canaryPercent = previous === null ? 100 : publication.canaryPercent;
    const start = { supergraph, previous, canaryPercent, cause, by, reason } as const;
    const rollout = await startRollout(trx, head, start, now);
    await alongside(trx, rollout);
    return { kind: 'published', rollout };
  });
}

/** @returns its version */
async function saveSupergraph(
  trx: Db,
  { releases, sdl, by, admittedBy = by.subject }: Publication,
  now: Date,
): Promise<string> {
  const members = releases.map((release) => ({ ...release, version: releaseVersion(release) }));
  const version = supergraphVersion({
    sdl,
    releases: members.map((member) => ({ subgraph: member.subgraph, version: member.version })),
    manifests: members.map(({ manifest }) => manifest),
  });
  await trx
    .insertInto('subgraph')
    .values(
      members.map(({ subgraph, agency }) => ({
        name: subgraph,
        agency,
        admitted_at: now,
        admitted_by: admittedBy,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await saveReleases(trx, releases, now);
  const saved = await trx
    .insertInto('supergraph_version')
    .values({ version, sdl, releases: members.length, composed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  // A version that was published before already has its releases.
  if (saved === undefined) return version;
  await trx
    .insertInto('supergraph_release')
    .values(
      members.map((member) => ({
        supergraph: version,
        subgraph: member.subgraph,
        agency: member.agency,
        release: member.version,
      })),
    )
    .execute();
  return version;
}

/** Stores the content of releases, each once. */
export async function saveReleases(db: Db, releases: readonly AgencyRelease[], now: Date): Promise<void> {
  await db
    .insertInto('subgraph_release')
    .values(
      releases.map((release) => ({
        version: releaseVersion(release),
        subgraph: release.subgraph,
        agency: release.agency,
        schema: release.schema,
        manifest: release.manifest,
        policy_cases: release.policyCases,
        received_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
