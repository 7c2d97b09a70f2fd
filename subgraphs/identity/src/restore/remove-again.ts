import type { Transaction } from 'kysely';
import type { IdentityLosses } from '../commands/restore.ts';
import { endMachineClient } from '../machine-clients/register-machine-client.ts';
import type { IdentityTables } from '../store/database.ts';

/**
 * Removes the programs in a restored database that were removed since its backup. A removal is final, so
 * their agency registers a program with another key if one is still needed.
 */
export async function removeAgain(
  transaction: Transaction<IdentityTables>,
  { removedPrograms }: Pick<IdentityLosses, 'removedPrograms'>,
  now: Date,
): Promise<void> {
  for (const { clientId: id } of removedPrograms)
    await endMachineClient(transaction, { id, by: 'restore' }, now);
}
