import type { AgencyDirectory } from '@civic-graph/agencies';
import type { Transaction } from 'kysely';
import type { AppRow, IdentityTables } from '../store/database.ts';
import type { Actor } from './actor.ts';
import { concernsAgency } from './find-registrations.ts';
import type { AppEvent } from './life-cycle.ts';

/** Whether the app holds or requests access to data of the caller's agency; always true for the admin. */
export async function isConcern(
  transaction: Transaction<IdentityTables>,
  app: AppRow,
  { kind, agency }: Actor,
  directory: AgencyDirectory,
): Promise<boolean> {
  if (kind === 'admin') return true;
  if (agency === null) return false;
  const found = await transaction
    .selectFrom('app')
    .select('client_id')
    .where('client_id', '=', app.client_id)
    .where(concernsAgency(agency, directory))
    .executeTakeFirst();
  return found !== undefined;
}

/** The role, with its agency, whose suspension or hold applies. */
export type Holder = Pick<Actor, 'kind' | 'agency'>;

/** The last actor of an event; `undefined` if it never happened. */
export async function lastActor(
  transaction: Transaction<IdentityTables>,
  clientId: string,
  event: AppEvent,
): Promise<Holder | undefined> {
  const last = await transaction
    .selectFrom('app_transition')
    .select(['actor', 'agency'])
    .where('client_id', '=', clientId)
    .where('event', '=', event)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last && { kind: last.actor, agency: last.agency };
}
