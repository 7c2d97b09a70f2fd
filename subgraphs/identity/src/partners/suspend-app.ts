import { publishRevocations } from '../revocation/publish.ts';
import type { AppRow } from '../store/database.ts';
import type { Actor } from './actor.ts';
import { endAccess } from './end-access.ts';
import type { AppState } from './life-cycle.ts';
import type { DecisionDesk } from './partner-desk.ts';
import { isConcern, lastActor } from './standing.ts';
import { lockApp, moveApp } from './transition.ts';

export interface SuspensionRequest {
  readonly clientId: string;
  readonly actor: Actor;
  readonly reason: string;
}

export type SuspensionOutcome =
  | { readonly kind: 'done'; readonly app: AppRow }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-possible'; readonly state: AppState };

/**
 * Suspends an app in one transaction: removes the client and its grants, and notifies the gateways to refuse
 * its tokens.
 */
export async function suspendApp(
  { database, agencies }: DecisionDesk,
  { clientId, actor, reason }: SuspensionRequest,
  now: Date,
): Promise<SuspensionOutcome> {
  return database.transaction().execute(async (transaction): Promise<SuspensionOutcome> => {
    const app = await lockApp(transaction, clientId);
    if (app === undefined || !(await isConcern(transaction, app, actor, agencies.current)))
      return { kind: 'not-found' };
    const state = await moveApp(transaction, app, { event: 'suspend', actor, reason, at: now });
    if (state === undefined) return { kind: 'not-possible', state: app.state };
    await endAccess(transaction, clientId, now);
    return { kind: 'done', app: { ...app, state } };
  });
}

/**
 * Reinstates an app. Old tokens stay refused, consents stay valid. Only the suspending agency or the admin
 * may do it.
 */
export async function reinstateApp(
  { database, agencies }: DecisionDesk,
  { clientId, actor, reason }: SuspensionRequest,
  now: Date,
): Promise<SuspensionOutcome> {
  return database.transaction().execute(async (transaction): Promise<SuspensionOutcome> => {
    const app = await lockApp(transaction, clientId);
    if (app === undefined || !(await isConcern(transaction, app, actor, agencies.current)))
      return { kind: 'not-found' };
    const suspender = await lastActor(transaction, clientId, 'suspend');
    const isAllowed = actor.kind === 'admin' || suspender?.agency === actor.agency;
    const state = isAllowed
      ? await moveApp(transaction, app, { event: 'reinstate', actor, reason, at: now })
      : undefined;
    if (state === undefined) return { kind: 'not-possible', state: app.state };
    await publishRevocations(transaction, [{ kind: 'safelist', id: clientId }], now);
    return { kind: 'done', app: { ...app, state } };
  });
}
