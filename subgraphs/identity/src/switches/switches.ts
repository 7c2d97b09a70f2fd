import { randomUUID } from 'node:crypto';
import type { AgencyDirectory } from '@civic-graph/agencies';
import type { Transaction } from 'kysely';
import { publishRevocations } from '../revocation/publish.ts';
import type { IdentityDatabase, IdentityTables, SwitchRow } from '../store/database.ts';

/** A kill switch; at most one of a kind is active. */
export type SwitchTarget = Pick<SwitchRow, 'agency' | 'subgraph' | 'coordinate' | 'client_id'>;

/** Actor and time. */
export interface Decision {
  /** Subject of the official. */
  readonly by: string;
  readonly at: Date;
}

export async function switchesInForce(database: IdentityDatabase): Promise<SwitchRow[]> {
  return database
    .selectFrom('switch')
    .selectAll()
    .where('on_since', 'is', null)
    .orderBy('off_since', 'desc')
    .orderBy('id')
    .execute();
}

/** Switches off, with a notice to callers. An active switch gets the new notice. */
export async function switchOff(
  database: IdentityDatabase,
  target: SwitchTarget,
  notice: string,
  { by, at }: Decision,
): Promise<SwitchRow> {
  return changed(database, at, async (transaction) => {
    await transaction
      .updateTable('switch')
      .set({ on_since: at, on_by: by })
      .where('agency', 'is not distinct from', target.agency)
      .where('coordinate', 'is not distinct from', target.coordinate)
      .where('client_id', 'is not distinct from', target.client_id)
      .where('on_since', 'is', null)
      .execute();
    const row: SwitchRow = {
      ...target,
      id: randomUUID(),
      notice,
      off_since: at,
      off_by: by,
      on_since: null,
      on_by: null,
    };
    await transaction.insertInto('switch').values(row).execute();
    return row;
  });
}

/**
 * Switches on again.
 *
 * @param agency required owner of the switch; `undefined` allows any
 * @returns `undefined` if no such switch is active
 */
export async function switchOn(
  database: IdentityDatabase,
  { id, agency }: { readonly id: string; readonly agency: string | undefined },
  { by, at }: Decision,
): Promise<SwitchRow | undefined> {
  return changed(database, at, (transaction) =>
    transaction
      .updateTable('switch')
      .set({ on_since: at, on_by: by })
      .where('id', '=', id)
      .where('on_since', 'is', null)
      .$if(agency !== undefined, (query) => query.where('agency', '=', agency ?? null))
      .returningAll()
      .executeTakeFirst(),
  );
}

/**
 * Changes the switch and notifies the gateways in one transaction. The notification comes first, because its
 * lock serialises changes.
 */
function changed<Result>(
  database: IdentityDatabase,
  at: Date,
  change: (transaction: Transaction<IdentityTables>) => Promise<Result>,
): Promise<Result> {
  return database.transaction().execute(async (transaction) => {
    await publishRevocations(transaction, [{ kind: 'switch', id: 'changed' }], at);
    return change(transaction);
  });
}

/**
 * A switch as gateways receive it. It applies to every subgraph of its agency, also to later ones; `subgraph`
 * is for gateways of earlier versions.
 */
export function switchMessage(
  { id, agency, subgraph, coordinate, client_id, notice, off_since }: SwitchRow,
  directory: AgencyDirectory,
) {
  const subgraphs = agency === null ? null : [...directory.subgraphsOf(agency)];
  return { id, agency, subgraph, subgraphs, coordinate, clientId: client_id, notice, since: off_since };
}
