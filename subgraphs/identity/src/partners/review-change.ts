import type { AppRow, IdentityDatabase } from '../store/database.ts';
import type { Actor } from './actor.ts';
import { asItIs, detailsOf, dropProposal, putInForce } from './change-app.ts';
import type { AppState } from './life-cycle.ts';
import type { DecisionDesk } from './partner-desk.ts';
import { isConcern } from './standing.ts';
import type { AppChangeRow } from './tables.ts';
import { lockApp, moveApp } from './transition.ts';

export interface ChangeReview {
  readonly clientId: string;
  /** Time of the reviewed proposal, so that a newer one cannot be approved unseen. */
  readonly proposedAt: Date;
  readonly actor: Actor;
  readonly accept: boolean;
  readonly reason: string;
}

export type ReviewOutcome =
  | { readonly kind: 'done'; readonly app: AppRow }
  | { readonly kind: 'not-found' | 'nothing-proposed' }
  | { readonly kind: 'not-possible'; readonly state: AppState };

/** The pending proposal, or `undefined`. */
export async function pendingChange(
  database: IdentityDatabase,
  clientId: string,
): Promise<AppChangeRow | undefined> {
  return database.selectFrom('app_change').selectAll().where('client_id', '=', clientId).executeTakeFirst();
}

/** Approves a developer's proposal, as the admin, or rejects it, as the admin or an affected agency. */
export async function reviewChange(
  { database, agencies }: DecisionDesk,
  { clientId, proposedAt, actor, accept, reason }: ChangeReview,
  now: Date,
): Promise<ReviewOutcome> {
  return database.transaction().execute(async (transaction): Promise<ReviewOutcome> => {
    const app = await lockApp(transaction, clientId);
    if (app === undefined || !(await isConcern(transaction, app, actor, agencies.current)))
      return { kind: 'not-found' };
    const proposal = await pendingChange(transaction, clientId);
    if (proposal === undefined || proposal.proposed_at.getTime() !== proposedAt.getTime())
      return { kind: 'nothing-proposed' };
    const { redirect_uris: redirectUris, purposes } = proposal;
    const changes = { ...(redirectUris && { redirectUris }), ...(purposes && { purposes }) };
    const state = await moveApp(transaction, app, {
      event: accept ? 'accept-change' : 'decline-change',
      changed: detailsOf(changes),
      actor,
      reason,
      at: now,
    });
    if (state === undefined) return { kind: 'not-possible', state: app.state };
    await dropProposal(transaction, clientId);
    if (accept) await putInForce(transaction, app, changes, now);
    return { kind: 'done', app: await asItIs(transaction, clientId) };
  });
}
