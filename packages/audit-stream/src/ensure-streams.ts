import { RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { AuditStream } from './connect-stream.ts';
import { isNotFound } from './stream-errors.ts';
import { allClaims, allJournals, claimStream, journalStream } from './subjects.ts';

/** Time after which a claim expires unless the gateway renews it. */
const claimMs = 10_000;

/**
 * Creates the streams if they do not exist.
 *
 * @throws Error if one has fewer replicas than required
 */
export async function ensureStreams({ jsm }: AuditStream, replicas: number): Promise<void> {
  const shared = { num_replicas: replicas, storage: StorageType.File, retention: RetentionPolicy.Limits };
  await ensure({ ...shared, name: journalStream, subjects: [allJournals], deny_delete: true });
  await ensure({
    ...shared,
    ...{ name: claimStream, subjects: [allClaims] },
    ...{ max_msgs_per_subject: 1, max_age: nanos(claimMs) },
  });

  async function ensure(wanted: Partial<StreamConfig> & { readonly name: string }): Promise<void> {
    const { config } = await jsm.streams.info(wanted.name).catch((error: unknown) => {
      if (isNotFound(error)) return jsm.streams.add(wanted);
      throw error;
    });
    if (config.num_replicas < replicas) {
      throw new Error(
        `the stream ${wanted.name} has ${config.num_replicas} replicas: give it ${replicas}, or set AUDIT_NATS_REPLICAS`,
      );
    }
  }
}
