import type { AgencyDirectory } from '@civic-graph/agencies';
import type { Transaction } from 'kysely';
import { isVerifiedDeveloper } from '../accounts/sign-up/verify-developer.ts';
import type { AppRow, IdentityTables } from '../store/database.ts';
import { isUuid } from '../store/uuid.ts';
import { type Actor, platform } from './actor.ts';
import { type DeclineProblem, problemWithDeclined } from './declined-fields.ts';
import { partsOfRequest } from './find-registrations.ts';
import type { AppEvent, AppState } from './life-cycle.ts';
import { outdatedScopes } from './outdated-scopes.ts';
import type { DecisionDesk } from './partner-desk.ts';
import { fieldsOfPart } from './parts-of-request.ts';
import { putInForce } from './put-in-force.ts';
import type { AccessRequestPartRow, AccessRequestRow, DeclinedField } from './tables.ts';
import { lockApp, moveApp } from './transition.ts';

/** Manifests have changed since the draft. */
export interface OutdatedRequest {
  readonly kind: 'outdated';
  readonly scopes: readonly string[];
}

export type SubmitOutcome =
  | { readonly kind: 'submitted'; readonly request: AccessRequestRow }
  | OutdatedRequest
  | { readonly kind: 'not-found' | 'nothing-drafted' | 'unverified' }
  | { readonly kind: 'not-possible'; readonly state: AppState };

/** Submits an app's draft to the agencies, and cancels the previous request. */
export async function submitAccess(
  { database, agencies }: DecisionDesk,
  { developer, clientId, actor }: { developer: string; clientId: string; actor: Actor },
  now: Date,
): Promise<SubmitOutcome> {
  const directory = agencies.current;
  return database.transaction().execute(async (transaction): Promise<SubmitOutcome> => {
    const app = await lockApp(transaction, clientId);
    if (app?.developer !== developer) return { kind: 'not-found' };
    const draft = await transaction
      .selectFrom('access_request')
      .select(['id', 'fields'])
      .where('client_id', '=', clientId)
      .where('submitted_at', 'is', null)
      .executeTakeFirst();
    if (draft === undefined) return { kind: 'nothing-drafted' };
    // Also a request that no agency has to decide on: an approved app can sign citizens in.
    if (!(await isVerifiedDeveloper(transaction, developer))) return { kind: 'unverified' };
    const parts = await partsOfRequest(transaction, draft.id);
    const scopes = outdatedScopes({ ...draft, parts, purposes: app.purposes }, directory);
    if (scopes.length > 0) return { kind: 'outdated', scopes };
    if (app.state === 'submitted' && !(await isOutdated(transaction, app, directory))) {
      return { kind: 'not-possible', state: app.state };
    }
    const state = await moveApp(transaction, app, { event: 'submit', actor, reason: null, at: now });
    if (state === undefined) return { kind: 'not-possible', state: app.state };
    const request = await transaction
      .updateTable('access_request')
      .set({ submitted_at: now })
      .where('id', '=', draft.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const submitted = { ...app, state };
    if (parts.length === 0) {
      const reason = 'Everything that it asks for is open to every app.';
      await moveApp(transaction, submitted, { event: 'approve-all', actor: platform, reason, at: now });
    }
    await putInForce(transaction, submitted, { id: request.id, fields: draft.fields, parts, directory }, now);
    return { kind: 'submitted', request };
  });
}

export interface AccessDecision {
  readonly request: string;
  readonly actor: Actor;
  readonly decision: 'approved' | 'refused';
  readonly reason: string;
  /** With an approval: fields that the agency declines nevertheless. */
  readonly declined: readonly DeclinedField[];
}

export type DecisionOutcome =
  | { readonly kind: 'decided'; readonly request: AccessRequestRow }
  | OutdatedRequest
  | { readonly kind: 'declined-invalid'; readonly problem: DeclineProblem }
  | { readonly kind: 'not-found' | 'already-decided' }
  | { readonly kind: 'not-possible'; readonly state: AppState };

/** Records an agency's decision on its part of a request. A refusal is possible after any change. */
export async function decideAccess(
  { database, agencies }: DecisionDesk,
  { request: id, actor, decision, reason, declined }: AccessDecision,
  now: Date,
): Promise<DecisionOutcome> {
  if (!isUuid(id)) return { kind: 'not-found' };
  const directory = agencies.current;
  return database.transaction().execute(async (transaction): Promise<DecisionOutcome> => {
    const asked = await transaction
      .selectFrom('access_request')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    const app = asked && (await lockApp(transaction, asked.client_id));
    const request = app && (await currentRequest(transaction, app.client_id));
    // A replaced request cannot be decided.
    if (app === undefined || request?.id !== id) return { kind: 'not-found' };
    const before = await partsOfRequest(transaction, id);
    const own = before.find(({ agency }) => agency === actor.agency);
    if (own === undefined) return { kind: 'not-found' };
    if (own.decision !== null) return { kind: 'already-decided' };
    const problem = problemWithDeclined(declined, decision, fieldsOfPart(own, request.fields));
    if (problem !== undefined) return { kind: 'declined-invalid', problem };
    const outdated = outdatedScopes({ ...request, parts: before, purposes: app.purposes }, directory);
    const scopes = outdated.filter((scope) => own.scopes.includes(scope));
    if (decision === 'approved' && scopes.length > 0) return { kind: 'outdated', scopes };
    const decided = { ...own, decision, reason, declined: [...declined], decided_at: now };
    const parts = before.map((part) => (part === own ? decided : part));
    const state = await moveApp(transaction, app, { event: eventOf(decided, parts), actor, reason, at: now });
    if (state === undefined) return { kind: 'not-possible', state: app.state };
    await transaction
      .updateTable('access_request_part')
      .set({ decision, reason, declined: JSON.stringify(declined), decided_at: now })
      .where('request', '=', id)
      .where('agency', '=', own.agency)
      .execute();
    await putInForce(transaction, { ...app, state }, { id, fields: request.fields, parts, directory }, now);
    return { kind: 'decided', request };
  });
}

function eventOf({ decision }: AccessRequestPartRow, parts: readonly AccessRequestPartRow[]): AppEvent {
  const isAll = parts.every((part) => part.decision === decision && part.declined.length === 0);
  if (decision === 'approved') return isAll ? 'approve-all' : 'approve-part';
  return isAll ? 'refuse-all' : 'refuse-part';
}

/** Whether the request that agencies are asked about can no longer be approved in full. */
async function isOutdated(
  transaction: Transaction<IdentityTables>,
  { client_id, purposes }: AppRow,
  directory: AgencyDirectory,
): Promise<boolean> {
  const request = await currentRequest(transaction, client_id);
  if (request === undefined) return false;
  const parts = await partsOfRequest(transaction, request.id);
  return outdatedScopes({ ...request, parts, purposes }, directory).length > 0;
}

/** The last submitted request. */
async function currentRequest(
  transaction: Transaction<IdentityTables>,
  clientId: string,
): Promise<AccessRequestRow | undefined> {
  return transaction
    .selectFrom('access_request')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('submitted_at', 'is not', null)
    .orderBy('submitted_at', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}
