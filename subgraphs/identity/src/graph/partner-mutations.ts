import { PublicError } from '@civic-graph/errors';
import { actorOf, developerOf } from '../partners/actor.ts';
import { changeApp } from '../partners/change-app.ts';
import { deleteApp } from '../partners/delete-app.ts';
import { holdToSafelist } from '../partners/hold-to-safelist.ts';
import type { PartnerDesk } from '../partners/partner-desk.ts';
import { registerApp } from '../partners/register-app.ts';
import { maxKeepOldHours, replaceSecret } from '../partners/replace-secret.ts';
import { reviewChange } from '../partners/review-change.ts';
import { issueSandboxToken } from '../partners/sandbox-token.ts';
import { reinstateApp, suspendApp } from '../partners/suspend-app.ts';
import type { IdentityContext } from './context.ts';
import {
  appNotFound,
  fieldsDeclined,
  isReason,
  notPossible,
  reasonMissing,
  registrationInvalid,
} from './partner-problems.ts';
import type { MutationResolvers } from './resolver-types.ts';

export type PartnerMutations = Pick<
  MutationResolvers<IdentityContext>,
  | 'registerApp'
  | 'replaceAppSecret'
  | 'changeApp'
  | 'reviewAppChange'
  | 'holdToSafelist'
  | 'suspendApp'
  | 'reinstateApp'
  | 'deleteApp'
  | 'issueSandboxToken'
>;

export function partnerMutations(desk: PartnerDesk, clock: () => Date): PartnerMutations {
  return {
    async registerApp(_root, { input }, { principal }) {
      const description = {
        ...input,
        purposes: input.purposes.map(({ purpose, statement }) => ({ purpose, statement })),
        authMethod: input.authMethod === 'PRIVATE_KEY_JWT' ? 'private_key_jwt' : 'client_secret_basic',
        jwks: input.jwks ?? null,
        jwksUri: input.jwksUri ?? null,
        dpopBoundAccessTokens: input.dpopBoundAccessTokens ?? false,
        backchannelLogoutUri: input.backchannelLogoutUri ?? null,
      } as const;
      const registration = { developer: developerOf(principal), actor: actorOf(principal), description };
      const outcome = await registerApp(desk, registration, clock());
      switch (outcome.kind) {
        case 'registered':
          return {
            __typename: 'AppRegistered',
            registration: outcome.app,
            clientId: outcome.app.client_id,
            clientSecret: outcome.secret,
          };
        case 'invalid':
          return registrationInvalid(outcome);
        case 'name-taken':
          return {
            __typename: 'AppNameTaken',
            message: 'This name looks the same as the name of another app or agency. Choose another name.',
          };
        case 'too-many':
          return { __typename: 'TooManyApps', message: 'An account has at most 20 apps.' };
      }
    },

    async replaceAppSecret(_root, { input: { clientId, keepOldHours: hours = 0 } }, { principal }) {
      if (hours < 0 || hours > maxKeepOldHours)
        throw new PublicError('BAD_USER_INPUT', `keepOldHours: must be between 0 and ${maxKeepOldHours}`);
      const actor = actorOf(principal);
      const request = { developer: developerOf(principal), clientId, actor, keepOldHours: hours };
      const outcome = await replaceSecret(desk.database, request, clock());
      switch (outcome.kind) {
        case 'replaced':
          return {
            __typename: 'AppSecretReplaced',
            clientId,
            clientSecret: outcome.secret,
            oldSecretValidUntil: outcome.oldUntil?.toISOString() ?? null,
          };
        case 'not-found':
          return appNotFound;
        case 'not-possible':
          return notPossible(outcome.state);
      }
    },

    async changeApp(_root, { input: { clientId, ...wanted } }, { principal }) {
      const request = { developer: developerOf(principal), clientId, actor: actorOf(principal) };
      const { contact, redirectUris, purposes, jwks, jwksUri } = wanted;
      const { dpopBoundAccessTokens, backchannelLogoutUri } = wanted;
      // Null means absent.
      const changes = {
        ...(contact != null && { contact }),
        ...(redirectUris != null && { redirectUris }),
        ...(purposes != null && {
          purposes: purposes.map(({ purpose, statement }) => ({ purpose, statement })),
        }),
        ...(jwks != null && { jwks }),
        ...(jwksUri != null && { jwksUri }),
        ...(dpopBoundAccessTokens != null && { dpopBoundAccessTokens }),
        // The only nullable one.
        ...(backchannelLogoutUri != null && { backchannelLogoutUri: backchannelLogoutUri || null }),
      };
      const outcome = await changeApp(desk, { ...request, changes }, clock());
      switch (outcome.kind) {
        case 'changed':
          return { __typename: 'AppChanged', registration: outcome.app };
        case 'invalid':
          return registrationInvalid(outcome);
        case 'not-found':
          return appNotFound;
        case 'not-possible':
          return notPossible(outcome.state);
      }
    },

    async reviewAppChange(_root, { input: { clientId, proposedAt, decision, reason } }, { principal }) {
      if (!isReason(reason)) return reasonMissing;
      const accept = decision === 'APPROVE';
      const review = {
        clientId,
        proposedAt: new Date(proposedAt),
        actor: actorOf(principal),
        accept,
        reason,
      };
      const outcome = await reviewChange(desk, review, clock());
      switch (outcome.kind) {
        case 'done':
          return { __typename: 'AppChangeReviewed', registration: outcome.app };
        case 'not-found':
          return appNotFound;
        case 'nothing-proposed':
          return { __typename: 'NothingProposed', message: 'No such change is waiting for review.' };
        case 'not-possible':
          return notPossible(outcome.state);
      }
    },

    async issueSandboxToken(_root, { input: { clientId, citizen } }, { principal }) {
      const request = { developer: developerOf(principal), clientId, citizen };
      const outcome = await issueSandboxToken(desk.sandbox, request);
      switch (outcome.kind) {
        case 'issued':
          return {
            __typename: 'SandboxTokenIssued',
            accessToken: outcome.token.token,
            expiresIn: outcome.token.expiresIn,
            scopes: [...outcome.token.scopes],
          };
        case 'not-found':
          return appNotFound;
        case 'closed':
          return {
            __typename: 'SandboxClosed',
            message: 'This deployment has no sandbox, or the app is suspended.',
          };
        case 'no-synthetic-citizen':
          return {
            __typename: 'NoSyntheticCitizen',
            message: 'The sandbox has only synthetic citizens, and none with this name.',
          };
      }
    },

    async holdToSafelist(_root, { input: { clientId, hold, reason } }, { principal }) {
      if (!isReason(reason)) return reasonMissing;
      const developer = principal.kind === 'developer' ? principal.developer : null;
      const request = { clientId, actor: actorOf(principal), developer, hold, reason };
      const outcome = await holdToSafelist(desk, request, clock());
      switch (outcome.kind) {
        case 'done':
          return { __typename: 'SafelistHoldChanged', registration: outcome.app };
        case 'not-found':
          return appNotFound;
        case 'fields-declined':
          return fieldsDeclined(outcome.app);
        case 'not-possible':
          return notPossible(outcome.state);
      }
    },

    async suspendApp(_root, { input: { clientId, reason } }, { principal }) {
      if (!isReason(reason)) return reasonMissing;
      const outcome = await suspendApp(desk, { clientId, reason, actor: actorOf(principal) }, clock());
      switch (outcome.kind) {
        case 'done':
          return { __typename: 'AppSuspended', registration: outcome.app };
        case 'not-found':
          return appNotFound;
        case 'not-possible':
          return notPossible(outcome.state);
      }
    },

    async deleteApp(_root, { input: { clientId, reason } }, { principal }) {
      if (!isReason(reason)) return reasonMissing;
      const request = { clientId, developer: developerOf(principal), actor: actorOf(principal), reason };
      const outcome = await deleteApp(desk, request, clock());
      switch (outcome.kind) {
        case 'done':
          return { __typename: 'AppDeleted', registration: outcome.app };
        case 'not-found':
          return appNotFound;
        case 'not-possible':
          return notPossible(outcome.state);
      }
    },

    async reinstateApp(_root, { input: { clientId, reason } }, { principal }) {
      if (!isReason(reason)) return reasonMissing;
      const outcome = await reinstateApp(desk, { clientId, reason, actor: actorOf(principal) }, clock());
      switch (outcome.kind) {
        case 'done':
          return { __typename: 'AppReinstated', registration: outcome.app };
        case 'not-found':
          return appNotFound;
        case 'not-possible':
          return notPossible(outcome.state);
      }
    },
  };
}
