import type { Transaction } from 'kysely';
import type { AppRow, IdentityTables } from '../store/database.ts';
import type { Actor } from './actor.ts';
import { endAccess } from './end-access.ts';
import type { AppState } from './life-cycle.ts';
import type { DecisionDesk } from './partner-desk.ts';
import type { SuspensionOutcome } from './suspend-app.ts';
import { lockApp, moveApp } from './transition.ts';

interface DeletionRequest {
  readonly clientId: string;
  readonly developer: string;
  readonly actor: Actor;
  readonly reason: string;
}

/**
 * Deletes an app of a developer for good: its approvals, operations, proposed change and sign-ins end. Its
 * history and its name stay, because access records and citizens' pages name it.
 */
export async function deleteApp(
  { database }: Pick<DecisionDesk, 'database'>,
  { clientId, developer, actor, reason }: DeletionRequest,
  now: Date,
): Promise<SuspensionOutcome> {
  return database.transaction().execute(async (transaction): Promise<SuspensionOutcome> => {
    const app = await lockApp(transaction, clientId);
    if (app?.developer !== developer) return { kind: 'not-found' };
    const state = await endApp(transaction, app, { actor, reason }, now);
    if (state === undefined) return { kind: 'not-possible', state: app.state };
    return { kind: 'done', app: { ...app, approved_scopes: [], state } };
  });
}

/**
 * Ends a locked app for good.
 *
 * @returns its state; `undefined` if its life cycle does not allow this actor to end it now
 */
export async function endApp(
  transaction: Transaction<IdentityTables>,
  app: AppRow,
  { actor, reason }: Pick<DeletionRequest, 'actor' | 'reason'>,
  now: Date,
): Promise<AppState | undefined> {
  const { client_id: clientId } = app;
  const state = await moveApp(transaction, app, { event: 'delete', actor, reason, at: now });
  if (state === undefined) return undefined;
  await transaction.deleteFrom('safelisted_operation').where('client_id', '=', clientId).execute();
  await transaction.deleteFrom('app_change').where('client_id', '=', clientId).execute();
  const approved_scopes: string[] = [];
  await transaction.updateTable('app').set({ approved_scopes }).where('client_id', '=', clientId).execute();
  await endAccess(transaction, clientId, now);
  return state;
}
