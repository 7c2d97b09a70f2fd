import { publishRevocations } from '../revocation/publish.ts';
import type { AppRow } from '../store/database.ts';
import type { Actor } from './actor.ts';
import type { AppState } from './life-cycle.ts';
import type { DecisionDesk } from './partner-desk.ts';
import { type Holder, isConcern, lastActor } from './standing.ts';
import { lockApp, moveApp } from './transition.ts';

export interface HoldRequest {
  readonly clientId: string;
  readonly actor: Actor;
  /** The requesting developer's account; `null` for an official. */
  readonly developer: string | null;
  readonly hold: boolean;
  readonly reason: string;
}

export type HoldOutcome =
  | { readonly kind: 'done'; readonly app: AppRow }
  | { readonly kind: 'not-found' }
  /** Without the safelist, the app could read fields that agencies have declined. */
  | { readonly kind: 'fields-declined'; readonly app: AppRow }
  | { readonly kind: 'not-possible'; readonly state: AppState };

/**
 * Enforces an app's safelist at every gateway, or ends that. A developer may limit the damage of stolen
 * tokens; an official's order only officials can end.
 */
export async function holdToSafelist(
  { database, agencies }: DecisionDesk,
  { clientId, actor, developer, hold, reason }: HoldRequest,
  now: Date,
): Promise<HoldOutcome> {
  return database.transaction().execute(async (transaction): Promise<HoldOutcome> => {
    const app = await lockApp(transaction, clientId);
    if (app === undefined) return { kind: 'not-found' };
    const isOwn = developer !== null && app.developer === developer;
    if (!isOwn && !(await isConcern(transaction, app, actor, agencies.current))) return { kind: 'not-found' };
    if (!hold && app.declined_fields.length > 0) return { kind: 'fields-declined', app };
    const refused = { kind: 'not-possible', state: app.state } as const;
    const holder = app.held_to_safelist ? await lastActor(transaction, clientId, 'hold') : undefined;
    if (!(hold ? mayHold(actor, holder) : mayRelease(actor, holder))) return refused;
    const event = hold ? 'hold' : 'release';
    if ((await moveApp(transaction, app, { event, actor, reason, at: now })) === undefined) return refused;
    await transaction
      .updateTable('app')
      .set({ held_to_safelist: hold })
      .where('client_id', '=', clientId)
      .execute();
    await publishRevocations(transaction, [{ kind: 'safelist', id: clientId }], now);
    return { kind: 'done', app: { ...app, held_to_safelist: hold } };
  });
}

/** An official's order replaces the developer's, so that the developer cannot end it. */
function mayHold({ kind }: Actor, holder: Holder | undefined): boolean {
  return holder === undefined || (holder.kind === 'developer' && kind !== 'developer');
}

function mayRelease({ kind, agency }: Actor, holder: Holder | undefined): boolean {
  return holder !== undefined && (kind === 'admin' || (holder.kind === kind && holder.agency === agency));
}
