import type { Transaction } from 'kysely';
import type { AppRow, IdentityTables } from '../store/database.ts';
import type { Actor } from './actor.ts';
import { type AppEvent, type AppState, asBefore, nextState } from './life-cycle.ts';
import type { AppDetail } from './tables.ts';

export interface Move {
  readonly event: AppEvent;
  readonly actor: Actor;
  readonly reason: string | null;
  /** Changed members, if any. */
  readonly changed?: readonly AppDetail[];
  readonly at: Date;
}

/** Locks an app's row until the transaction ends, so that concurrent events are serialised. */
export async function lockApp(
  transaction: Transaction<IdentityTables>,
  clientId: string,
): Promise<AppRow | undefined> {
  // PostgreSQL rejects comparison with a text that contains NUL.
  if (clientId.includes('\0')) return undefined;
  return transaction
    .selectFrom('app')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('kind', '=', 'partner')
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Applies an event to a locked app and records actor and reason.
 *
 * @returns the new state; `undefined` if the table does not allow it, and nothing has changed
 */
export async function moveApp(
  transaction: Transaction<IdentityTables>,
  app: AppRow,
  { event, actor, reason, changed, at }: Move,
): Promise<AppState | undefined> {
  const next = nextState(app.state, event, actor.kind);
  if (next === undefined) return undefined;
  const to = next === asBefore ? await stateBefore(transaction, app) : next;
  await transaction.updateTable('app').set({ state: to }).where('client_id', '=', app.client_id).execute();
  await transaction
    .insertInto('app_transition')
    .values({
      ...written(actor),
      client_id: app.client_id,
      event,
      from_state: app.state,
      to_state: to,
      at,
      reason,
      ...(changed && { changed: [...changed] }),
    })
    .execute();
  return to;
}

/** First entry of an app's history. */
export async function recordRegistration(
  transaction: Transaction<IdentityTables>,
  clientId: string,
  actor: Actor,
  at: Date,
): Promise<void> {
  await transaction
    .insertInto('app_transition')
    .values({
      ...written(actor),
      client_id: clientId,
      event: 'register',
      from_state: null,
      to_state: 'draft',
      at,
      reason: null,
    })
    .execute();
}

function written({ kind, subject, agency }: Actor) {
  return { actor: kind, actor_subject: subject, agency };
}

async function stateBefore(transaction: Transaction<IdentityTables>, app: AppRow): Promise<AppState> {
  const last = await transaction
    .selectFrom('app_transition')
    .select('from_state')
    .where('client_id', '=', app.client_id)
    .where('to_state', '=', app.state)
    .where('event', '=', 'suspend')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last?.from_state) throw new Error('the history of the app lacks its state');
  return last.from_state;
}
