import { PublicError } from '@civic-graph/errors';
import type { PublishedContract } from '@civic-graph/releases';
import type { ContractRevisionRow, Db, RolloutRow } from '../database/database.ts';
import type { ContractSchemas } from './contract-schemas.ts';
import { contractRevisions } from './find-contracts.ts';

/**
 * The contracts that a rollout brings, with their schemas for the version that a gateway serves.
 *
 * @throws PublicError NOT_READY while a schema cannot be computed: without one, gateways would take a valid
 *   contract for one that its tags leave empty
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
    try {
      return (await schemas.of(assigned, revision)).schema;
    } catch (error) {
      const message = `The schema of the contract ${revision.name} cannot be computed now; retry.`;
      const originalError = error instanceof Error ? error : null;
      throw new PublicError('NOT_READY', message, { originalError, extensions: { retryAfter: 1 } });
    }
  }
}
