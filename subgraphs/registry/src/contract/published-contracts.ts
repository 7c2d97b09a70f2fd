import { setTimeout as sleep } from 'node:timers/promises';
import type { PublishedContract } from '@civic-graph/releases';
import type { ContractRevisionRow, Db, RolloutRow } from '../database/database.ts';
import type { ContractSchemas } from './contract-schemas.ts';
import { contractRevisions } from './find-contracts.ts';

/** Attempts to compute a schema, in case the checker is overloaded. */
const attempts = 3;
/** Pause (in milliseconds) between them. */
const pauseMs = 1_000;

/**
 * The contracts that a rollout brings, with their schemas for the version that a gateway serves. A schema
 * that cannot be computed is left out, because a rollback must not wait for it.
 */
export async function publishedContracts(
  db: Db,
  schemas: Pick<ContractSchemas, 'of'>,
  { contracts }: Pick<RolloutRow, 'contracts'>,
  assigned: string,
): Promise<readonly PublishedContract[]> {
  const revisions = await contractRevisions(db, contracts);
  return Promise.all(
    revisions.map(async (revision) => ({ name: revision.name, schema: await schemaOf(revision) })),
  );

  async function schemaOf(revision: ContractRevisionRow): Promise<string | null> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      try {
        return (await schemas.of(assigned, revision)).schema;
      } catch {
        await sleep(pauseMs);
      }
    }
    return null;
  }
}
