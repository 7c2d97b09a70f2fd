import { setTimeout as sleep } from 'node:timers/promises';
import type { PublishedContract } from '@civic-graph/releases';
import type { ContractRevisionRow, Db, RolloutRow } from '../database/database.ts';
import type { ContractSchemas } from './contract-schemas.ts';
import { contractRevisions } from './find-contracts.ts';

/** Time (in milliseconds) for which a rollout waits for the schemas of contracts. */
const patienceMs = 3_000;

/**
 * The contracts that a rollout brings, with their schemas for the version that a gateway serves. A rollback
 * must not wait for them, so one that is not computed in time is pending: gateways pull it again.
 */
export async function publishedContracts(
  db: Db,
  schemas: Pick<ContractSchemas, 'of'>,
  { contracts }: Pick<RolloutRow, 'contracts'>,
  assigned: string,
): Promise<readonly PublishedContract[]> {
  const revisions = await contractRevisions(db, contracts);
  return Promise.all(revisions.map(contractOf));

  async function contractOf(revision: ContractRevisionRow): Promise<PublishedContract> {
    const { name } = revision;
    const end = new AbortController();
    const pending: PublishedContract = { name, schema: null, isPending: true };
    const giveUp = sleep(patienceMs, pending, { signal: end.signal }).catch(() => pending);
    const computed = schemas.of(assigned, revision).then(
      ({ schema }): PublishedContract => ({ name, schema }),
      // Gateways pull again at once, so a failure must take as long.
      () => giveUp,
    );
    try {
      return await Promise.race([computed, giveUp]);
    } finally {
      end.abort();
    }
  }
}
