import { sql, type Transaction } from 'kysely';
import { clientMetadata } from '../issuer/client-metadata.ts';
import { publishRevocations } from '../revocation/publish.ts';
import type { AppRow, IdentityTables } from '../store/database.ts';
import type { Actor } from './actor.ts';
import {
  type AppDescription,
  type DescriptionProblem,
  descriptionProblem,
  wordsProblem,
} from './app-description.ts';
import { parseKeys } from './client-keys.ts';
import { purposeStatementsOf } from './find-registrations.ts';
import { type AppState, nextState } from './life-cycle.ts';
import type { PartnerDesk } from './partner-desk.ts';
import type { AppDetail } from './tables.ts';
import { lockApp, moveApp } from './transition.ts';

/** Requested changes. An absent member stays unchanged. */
export type AppChanges = Partial<
  Pick<
    AppDescription,
    | 'contact'
    | 'redirectUris'
    | 'purposes'
    | 'jwks'
    | 'jwksUri'
    | 'dpopBoundAccessTokens'
    | 'backchannelLogoutUri'
  >
>;

export interface ChangeRequest {
  readonly developer: string;
  readonly clientId: string;
  readonly actor: Actor;
  readonly changes: AppChanges;
}

export type ChangeOutcome =
  | { readonly kind: 'changed'; readonly app: AppRow }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'invalid'; readonly field: string; readonly message: string }
  | { readonly kind: 'not-possible'; readonly state: AppState };

/**
 * Changes a developer's description of an app. Redirect URIs and purposes of a reviewed app wait for a
 * review; contact, keys and token settings apply immediately.
 */
export async function changeApp(
  desk: PartnerDesk,
  { developer, clientId, actor, changes }: ChangeRequest,
  now: Date,
): Promise<ChangeOutcome> {
  return desk.database.transaction().execute(async (transaction): Promise<ChangeOutcome> => {
    const app = await lockApp(transaction, clientId);
    if (app?.developer !== developer) return { kind: 'not-found' };
    const problem = await problemWith(desk, transaction, app, changes);
    if (problem !== null) return { kind: 'invalid', ...problem };
    const { redirectUris, purposes, ...own } = changes;
    const isReviewed = nextState(app.state, 'propose-change', actor.kind) !== undefined;
    const atOnce = isReviewed ? own : changes;
    const later = isReviewed ? { ...(redirectUris && { redirectUris }), ...(purposes && { purposes }) } : {};
    if (detailsOf(atOnce).length > 0) {
      const move = { event: 'change', actor, reason: null, changed: detailsOf(atOnce), at: now } as const;
      if ((await moveApp(transaction, app, move)) === undefined)
        return { kind: 'not-possible', state: app.state };
      await putInForce(transaction, app, atOnce, now);
      // The app was refused since, so pending proposals must not override later changes.
      if (!isReviewed && (redirectUris ?? purposes)) await dropProposal(transaction, clientId);
    }
    if (detailsOf(later).length > 0) {
      const changed = detailsOf(later);
      await moveApp(transaction, app, { event: 'propose-change', actor, reason: null, changed, at: now });
      await propose(transaction, clientId, later, now);
    }
    return { kind: 'changed', app: await asItIs(transaction, clientId) };
  });
}

/** Changed members, for the app's history. */
export function detailsOf(changes: AppChanges): AppDetail[] {
  const { contact, redirectUris, purposes, jwks, jwksUri } = changes;
  return [
    ...(contact === undefined ? [] : (['contact'] as const)),
    ...(jwks === undefined && jwksUri === undefined ? [] : (['keys'] as const)),
    ...(changes.dpopBoundAccessTokens === undefined ? [] : (['token-binding'] as const)),
    ...(changes.backchannelLogoutUri === undefined ? [] : (['logout-uri'] as const)),
    ...(redirectUris === undefined ? [] : (['redirect-uris'] as const)),
    ...(purposes === undefined ? [] : (['purposes'] as const)),
  ];
}

/** Applies approved changes. Tokens for a removed purpose are revoked. */
export async function putInForce(
  transaction: Transaction<IdentityTables>,
  app: AppRow,
  changes: AppChanges,
  now: Date,
): Promise<void> {
  const { client_id } = app;
  const { contact, redirectUris, purposes } = changes;
  const keys = keysAfter(app, changes);
  await transaction
    .updateTable('app')
    .set({
      contact: contact === undefined ? app.contact : contact.trim(),
      redirect_uris: [...(redirectUris ?? app.redirect_uris)],
      purposes: purposes?.map(({ purpose }) => purpose) ?? app.purposes,
      jwks: keys.jwks,
      jwks_uri: keys.jwksUri,
      dpop_bound_access_tokens: changes.dpopBoundAccessTokens ?? app.dpop_bound_access_tokens,
      backchannel_logout_uri: logoutUriAfter(app, changes),
    })
    .where('client_id', '=', client_id)
    .execute();
  if (purposes === undefined) return;
  await transaction.deleteFrom('purpose_statement').where('client_id', '=', client_id).execute();
  await transaction
    .insertInto('purpose_statement')
    .values(purposes.map(({ purpose, statement }) => ({ client_id, purpose, statement })))
    .execute();
  if (app.purposes.some((before) => !purposes.some(({ purpose }) => purpose === before)))
    await publishRevocations(transaction, [{ kind: 'client', id: client_id }], now);
}

/** The row as of now in the transaction. */
export function asItIs(transaction: Transaction<IdentityTables>, clientId: string): Promise<AppRow> {
  return transaction
    .selectFrom('app')
    .selectAll()
    .where('client_id', '=', clientId)
    .executeTakeFirstOrThrow();
}

/** Replaces the previous proposal, with a distinct time: a review identifies a proposal by its time. */
async function propose(
  transaction: Transaction<IdentityTables>,
  clientId: string,
  { redirectUris, purposes }: AppChanges,
  now: Date,
): Promise<void> {
  const proposal = {
    proposed_at: now,
    redirect_uris: redirectUris === undefined ? null : [...redirectUris],
    purposes: purposes === undefined ? null : JSON.stringify(purposes),
  };
  const later = sql<Date>`greatest(excluded.proposed_at, app_change.proposed_at + interval '1 millisecond')`;
  await transaction
    .insertInto('app_change')
    .values({ client_id: clientId, ...proposal })
    .onConflict((conflict) => conflict.column('client_id').doUpdateSet({ ...proposal, proposed_at: later }))
    .execute();
}

export async function dropProposal(
  transaction: Transaction<IdentityTables>,
  clientId: string,
): Promise<void> {
  await transaction.deleteFrom('app_change').where('client_id', '=', clientId).execute();
}

/** Validates the whole resulting description, as at registration. */
async function problemWith(
  desk: PartnerDesk,
  transaction: Transaction<IdentityTables>,
  app: AppRow,
  changes: AppChanges,
): Promise<DescriptionProblem | null> {
  if (detailsOf(changes).length === 0) return { field: 'input', message: 'changes nothing' };
  const { contact, redirectUris, purposes } = changes;
  const keys = keysAfter(app, changes);
  const description: AppDescription = {
    nameZh: app.name_zh,
    nameEn: app.name_en,
    platform: app.platform,
    homepage: app.homepage,
    contact: contact ?? app.contact ?? '',
    redirectUris: redirectUris ?? app.redirect_uris,
    purposes: purposes ?? (await purposeStatementsOf(transaction, app.client_id)),
    authMethod: app.auth_method,
    dpopBoundAccessTokens: changes.dpopBoundAccessTokens ?? app.dpop_bound_access_tokens,
    backchannelLogoutUri: logoutUriAfter(app, changes),
    ...keys,
  };
  // Members registered under earlier rules stay valid, or no other could be changed.
  const words = wordsProblem(purposes === undefined ? {} : { purposes });
  const problem = words ?? (await descriptionProblem({ ...desk, database: transaction }, description));
  if (problem !== null) return problem;
  const client = {
    ...app,
    redirect_uris: [...description.redirectUris],
    jwks: keys.jwks === null ? null : (parseKeys(keys.jwks) ?? null),
    jwks_uri: keys.jwksUri,
    backchannel_logout_uri: description.backchannelLogoutUri,
  };
  const message = desk.clientProblem(clientMetadata(client));
  return message === null ? null : { field: 'client', message };
}

function logoutUriAfter(app: AppRow, { backchannelLogoutUri }: AppChanges): string | null {
  return backchannelLogoutUri === undefined ? app.backchannel_logout_uri : backchannelLogoutUri;
}

/** The last submitted form of the keys, as JSON. */
function keysAfter(app: AppRow, { jwks, jwksUri }: AppChanges): Pick<AppDescription, 'jwks' | 'jwksUri'> {
  if (jwks === undefined && jwksUri === undefined) {
    return { jwks: app.jwks === null ? null : JSON.stringify(app.jwks), jwksUri: app.jwks_uri };
  }
  return { jwks: jwks ?? null, jwksUri: jwksUri ?? null };
}
