import type { AgencyDirectory } from '@civic-graph/agencies';
import type { IdentityDatabase } from '../store/database.ts';
import type { MachineClientRow } from './tables.ts';

/**
 * Returns a program that may get a token now: not removed, of an agency that still runs the subgraph, and
 * registered by somebody who is still an official of that agency, and not locked.
 */
export async function findMachineClient(
  database: IdentityDatabase,
  directory: AgencyDirectory,
  clientId: string,
): Promise<MachineClientRow | undefined> {
  const row = await database
    .selectFrom('machine_client')
    .innerJoin('official', (join) =>
      join
        .onRef('official.id', '=', 'machine_client.registered_by')
        .onRef('official.agency', '=', 'machine_client.agency'),
    )
    .selectAll('machine_client')
    .where('client_id', '=', clientId)
    .where('removed_at', 'is', null)
    .where('official.locked_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined && runs(directory, row.agency, row.subgraph) ? row : undefined;
}

/** Whether the subgraph is in force, and the agency's own. */
export function runs(directory: AgencyDirectory, agency: string, subgraph: string): boolean {
  return directory.subgraphs.includes(subgraph) && directory.agencyOf(subgraph) === agency;
}

/** Programs of an agency, newest first, with those that were removed. */
export async function listMachineClients(
  database: IdentityDatabase,
  agency: string,
): Promise<MachineClientRow[]> {
  return database
    .selectFrom('machine_client')
    .selectAll()
    .where('agency', '=', agency)
    .orderBy('registered_at', 'desc')
    .orderBy('client_id')
    .limit(listed)
    .execute();
}

const listed = 100;
