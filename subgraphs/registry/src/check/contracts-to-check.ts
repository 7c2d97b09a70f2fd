import type { ContractSchemas } from '../contract/contract-schemas.ts';
import { contentOf, currentContracts } from '../contract/find-contracts.ts';
import type { Db } from '../database/database.ts';
import type { ContractToCheck } from './contract-problems.ts';

export interface ContractsToCheck {
  /** Numbers of their revisions, as a rollout lists them. */
  readonly revisions: readonly string[];
  /** @param base supergraph in force; `null` before the first publish */
  read(base: string | null): Promise<readonly ContractToCheck[]>;
}

/** The contracts that a release must leave intact. */
export async function contractsToCheck(
  db: Db,
  schemas: Pick<ContractSchemas, 'of'>,
): Promise<ContractsToCheck> {
  const contracts = await currentContracts(db);
  return {
    revisions: contracts.map(({ number }) => number),
    async read(base) {
      if (base === null) return [];
      return Promise.all(
        contracts.map(async (revision) => ({
          ...contentOf(revision),
          revision: revision.number,
          before: await schemas.of(base, revision),
        })),
      );
    },
  };
}
