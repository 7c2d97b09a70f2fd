import { z } from 'zod';
import { saveSchema } from '../contract/contract-schemas.ts';
import type { Db } from '../database/database.ts';

const filteredSchema = z.union([
  z.object({ schema: z.string(), problem: z.null() }),
  z.object({
    schema: z.null(),
    problem: z.object({ code: z.enum(['CONTRACT_EMPTY', 'CONTRACT_INVALID']), message: z.string() }),
  }),
]);

const checkedContract = z.object({
  /** Number of its revision. */
  revision: z.string(),
  /** Its schema with the checked release. */
  filtered: filteredSchema,
});

/** What a check has computed of a contract. */
export type CheckedContract = Readonly<z.infer<typeof checkedContract>>;

/** Parses what is stored with a check. */
export function parseCheckedContracts(stored: unknown): readonly CheckedContract[] {
  return stored === null ? [] : z.array(checkedContract).parse(stored);
}

/** Stores them with the published supergraph, so that pulls find them. */
export async function saveCheckedContracts(
  trx: Db,
  supergraph: string,
  contracts: readonly CheckedContract[],
  now: Date,
): Promise<void> {
  for (const contract of contracts) await saveSchema(trx, { supergraph, ...contract }, now);
}
