import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { addRevision } from '../contract/change-contract.ts';
import { type ContractContent, contractProblem } from '../contract/contract-content.ts';
import type { Db } from '../database/database.ts';

const contractsSchema = z.array(
  z.strictObject({
    name: z.string(),
    includeTags: z.array(z.string()),
    excludeTags: z.array(z.string()),
    hidesUnreachableTypes: z.boolean(),
  }),
);

/**
 * The contracts in `contracts.json` of the demo's folders that were never defined: one that was changed or
 * deleted stays so.
 */
export async function missingContracts(db: Db, folders: readonly string[]): Promise<ContractContent[]> {
  const read = (await Promise.all(folders.map(contractsIn))).flat();
  if (read.length === 0) return [];
  const known = await db.selectFrom('contract_revision').select('name').distinct().execute();
  return read.filter(({ name }) => !known.some((revision) => revision.name === name));
}

/** Adds contracts, which the next rollout brings to the gateways. */
export async function seedContracts(
  trx: Db,
  contracts: readonly ContractContent[],
  subject: string,
  now: Date,
): Promise<void> {
  for (const content of contracts) {
    await addRevision(trx, { content, isDeleted: false, subject, reason: null }, now);
  }
}

async function contractsIn(folder: string): Promise<readonly ContractContent[]> {
  const file = join(folder, 'contracts.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '[]';
    throw error;
  });
  const contracts = contractsSchema.parse(JSON.parse(text));
  for (const contract of contracts) {
    const problem = contractProblem(contract);
    if (problem !== null) throw new Error(`${file}: ${problem}`);
  }
  return contracts;
}
