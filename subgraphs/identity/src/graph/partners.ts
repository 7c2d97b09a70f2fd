import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import {
  accessRequestsOf,
  purposeStatementsOf,
  registrationsVisibleTo,
  safelistOf,
  transitionsOf,
} from '../partners/find-registrations.ts';
import { pendingChange } from '../partners/review-change.ts';
import type { IdentityDatabase } from '../store/database.ts';
import { sliceOf } from '../store/slice.ts';
import type { IdentityContext } from './context.ts';
import { actorNames, detailNames, eventNames, nameOfState, stateNamed } from './partner-names.ts';
import type {
  AppChangeResolvers,
  AppRegistrationResolvers,
  AppTransitionResolvers,
  PurposeStatementResolvers,
  QueryResolvers,
} from './resolver-types.ts';

export function registrationQueries(
  database: IdentityDatabase,
): Pick<QueryResolvers<IdentityContext>, 'appRegistrations' | 'appRegistration'> {
  return {
    async appRegistrations(_root, { state: named, ...args }, { principal, loaders: { directory } }) {
      const page = parseConnectionArguments(args);
      const state = named ? stateNamed(named) : null;
      const filter = { ...sliceOf(page, 'integer'), state, clientId: null };
      const rows = await registrationsVisibleTo({ database, directory }, principal, filter);
      return connectionFromPage(rows, page, ({ position }) => [position]);
    },
    async appRegistration(_root, { clientId }, { principal, loaders: { directory } }) {
      const filter = { limit: 1, after: null, state: null, clientId };
      return (await registrationsVisibleTo({ database, directory }, principal, filter))[0] ?? null;
    },
  };
}

export function registrationResolvers(
  database: IdentityDatabase,
  clock: () => Date,
): AppRegistrationResolvers<IdentityContext> {
  return {
    clientId: ({ client_id }) => client_id,
    app: (app) => app,
    state: ({ state }) => nameOfState(state),
    contact: ({ contact }) => contact,
    redirectUris: ({ redirect_uris }) => redirect_uris,
    authMethod: ({ auth_method }) =>
      auth_method === 'private_key_jwt' ? 'PRIVATE_KEY_JWT' : 'CLIENT_SECRET_BASIC',
    oldSecretValidUntil: ({ old_secret_until }) =>
      old_secret_until !== null && old_secret_until > clock() ? old_secret_until.toISOString() : null,
    purposeStatements: ({ client_id }) => purposeStatementsOf(database, client_id),
    pendingChange: async ({ client_id }) => (await pendingChange(database, client_id)) ?? null,
    async accessRequests({ client_id }, args, { principal }) {
      const page = parseConnectionArguments(args);
      const rows = await accessRequestsOf(database, client_id, principal, sliceOf(page, 'integer'));
      return connectionFromPage(rows, page, ({ number }) => [number]);
    },
    dpopBoundAccessTokens: ({ dpop_bound_access_tokens }) => dpop_bound_access_tokens,
    backchannelLogoutUri: ({ backchannel_logout_uri }) => backchannel_logout_uri,
    heldToSafelist: ({ held_to_safelist, declined_fields }) => held_to_safelist || declined_fields.length > 0,
    declinedFields: ({ declined_fields }) => declined_fields,
    operations: ({ client_id }) => safelistOf(database, client_id),
    async transitions({ client_id }, args) {
      const page = parseConnectionArguments(args);
      const rows = await transitionsOf(database, client_id, sliceOf(page, 'integer'));
      return connectionFromPage(rows, page, ({ number }) => [number]);
    },
  };
}

export const purposeStatementResolvers: PurposeStatementResolvers<IdentityContext> = {
  async purpose({ purpose }, _args, { loaders }) {
    const row = await loaders.purposes.load(purpose);
    if (row === null) throw new Error('a statement without its purpose; the foreign key forbids it');
    return row;
  },
};

export const appChangeResolvers: AppChangeResolvers<IdentityContext> = {
  proposedAt: ({ proposed_at }) => proposed_at.toISOString(),
  redirectUris: ({ redirect_uris }) => redirect_uris,
  purposeStatements: ({ client_id, purposes }) =>
    purposes?.map((statement) => ({ client_id, ...statement })) ?? null,
};

export const transitionResolvers: AppTransitionResolvers<IdentityContext> = {
  event: ({ event }) => eventNames[event],
  from: ({ from_state }) => (from_state === null ? null : nameOfState(from_state)),
  to: ({ to_state }) => nameOfState(to_state),
  at: ({ at }) => at.toISOString(),
  by: ({ actor }) => actorNames[actor],
  actor: ({ actor_subject }) => actor_subject,
  changed: ({ changed }) => (changed ?? []).map((detail) => detailNames[detail]),
  agency: ({ agency }, _args, { loaders }) => (agency === null ? null : loaders.agencies.load(agency)),
};
