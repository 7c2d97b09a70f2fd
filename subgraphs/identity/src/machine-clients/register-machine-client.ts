import { randomBytes } from 'node:crypto';
import type { AgencySource } from '@civic-graph/agencies';
import type { Transaction } from 'kysely';
import { type OfficialSubject, officialOfSubject } from '../issuer/official-of-subject.ts';
import { publishRevocations } from '../revocation/publish.ts';
import type { IdentityDatabase, IdentityTables } from '../store/database.ts';
import { lockName } from '../store/lock-name.ts';
import { runs } from './find-machine-client.ts';
import { machinePrefix } from './machine-client-metadata.ts';
import { parsePublicKey } from './public-key.ts';
import type { MachineClientRow } from './tables.ts';

/** What registrations of programs need. */
export interface MachineClientDesk {
  readonly database: IdentityDatabase;
  readonly agencies: AgencySource;
  readonly pairwiseSalt: Uint8Array;
}

export type MachineRegistration =
  | { readonly kind: 'registered'; readonly client: MachineClientRow }
  | { readonly kind: 'invalid'; readonly field: 'subgraph' | 'publicKey'; readonly message: string };

/** Programs of one subgraph at a time. */
const mostOfSubgraph = 10;

export async function registerMachineClient(
  { database, agencies, pairwiseSalt }: MachineClientDesk,
  {
    subgraph,
    publicKey,
    by,
  }: {
    readonly subgraph: string;
    readonly publicKey: string;
    readonly by: OfficialSubject & { readonly agency: string };
  },
  now: Date,
): Promise<MachineRegistration> {
  if (!runs(agencies.current, by.agency, subgraph))
    return invalid('subgraph', 'is no subgraph of your agency; publish it first, as an official');
  const key = await parsePublicKey(publicKey);
  if (key.kind === 'invalid') return invalid('publicKey', key.message);
  return database.transaction().execute(async (transaction): Promise<MachineRegistration> => {
    await lockName(transaction, 'machine client', subgraph);
    const official = await officialOfSubject(transaction, by, pairwiseSalt);
    if (official === undefined) return invalid('subgraph', 'is for officials who are in the directory');
    const own = await transaction
      .selectFrom('machine_client')
      .select('client_id')
      .where('subgraph', '=', subgraph)
      .where('removed_at', 'is', null)
      .execute();
    if (own.length >= mostOfSubgraph)
      return invalid('subgraph', `has ${mostOfSubgraph} programs already; remove one first`);
    const client = await transaction
      .insertInto('machine_client')
      .values({
        client_id: `${machinePrefix}${subgraph}-${randomBytes(6).toString('hex')}`,
        agency: by.agency,
        subgraph,
        jwk: JSON.stringify(key.jwk),
        thumbprint: key.thumbprint,
        registered_by: official.id,
        registered_by_subject: by.subject,
        registered_at: now,
        removed_at: null,
        removed_by_subject: null,
      })
      // Also a key of a program that was removed: it was removed for a reason.
      .onConflict((conflict) => conflict.column('thumbprint').doNothing())
      .returningAll()
      .executeTakeFirst();
    return client === undefined
      ? invalid('publicKey', 'was registered before; make another key')
      : { kind: 'registered', client };
  });
}

/** Gateways refuse its tokens within two seconds. @returns undefined if there is none, or another agency's */
export async function removeMachineClient(
  database: IdentityDatabase,
  {
    id,
    by,
  }: { readonly id: string; readonly by: { readonly subject: string; readonly agency: string | null } },
  now: Date,
): Promise<MachineClientRow | undefined> {
  return database.transaction().execute(async (transaction) => {
    const found = await transaction
      .selectFrom('machine_client')
      .selectAll()
      .where('client_id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (found === undefined || (by.agency !== null && found.agency !== by.agency)) return undefined;
    if (found.removed_at !== null) return found;
    return endMachineClient(transaction, { id, by: by.subject }, now);
  });
}

/** Removes a program for good: its key never works again, and its tokens end. */
export async function endMachineClient(
  transaction: Transaction<IdentityTables>,
  { id, by }: { readonly id: string; readonly by: string },
  now: Date,
): Promise<MachineClientRow | undefined> {
  await publishRevocations(transaction, [{ kind: 'client', id }], now);
  return transaction
    .updateTable('machine_client')
    .set({ removed_at: now, removed_by_subject: by })
    .where('client_id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

function invalid(field: 'subgraph' | 'publicKey', message: string): MachineRegistration {
  return { kind: 'invalid', field, message };
}
