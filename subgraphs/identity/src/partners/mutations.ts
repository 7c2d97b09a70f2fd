import type { IdentityContext } from '../context.ts';
import type { MutationResolvers } from '../generated/resolver-types.ts';
import { actorOf, developerOf } from './actor.ts';
import { isLine } from './app-description.ts';
import type { AppState } from './life-cycle.ts';
import { type PartnerDesk, registerApp, replaceSecret } from './register-app.ts';
import { nameOfState } from './resolvers.ts';
import { reinstateApp, suspendApp } from './suspend-app.ts';

export type PartnerMutations = Pick<
  MutationResolvers<IdentityContext>,
  'registerApp' | 'replaceAppSecret' | 'suspendApp' | 'reinstateApp'
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
          return {
            __typename: 'RegistrationInvalid',
            field: outcome.field,
            message: `${outcome.field}: ${outcome.message}`,
          };
        case 'name-taken':
          return {
            __typename: 'AppNameTaken',
            message: 'Another app has this name; citizens could not tell them apart.',
          };
        case 'too-many':
          return { __typename: 'TooManyApps', message: 'An account has at most 20 apps.' };
      }
    },

    async replaceAppSecret(_root, { input: { clientId } }, { principal }) {
      const secret = await replaceSecret(desk.database, { developer: developerOf(principal), clientId });
      if (secret === undefined) return appNotFound;
      return { __typename: 'AppSecretReplaced', clientId, clientSecret: secret };
    },

    async suspendApp(_root, { input: { clientId, reason } }, { principal }) {
      if (!isReason(reason)) return reasonMissing;
      const outcome = await suspendApp(
        desk.database,
        { clientId, reason, actor: actorOf(principal) },
        clock(),
      );
      switch (outcome.kind) {
        case 'done':
          return { __typename: 'AppSuspended', registration: outcome.app };
        case 'not-found':
          return appNotFound;
        case 'not-possible':
          return notPossible(outcome.state);
      }
    },

    async reinstateApp(_root, { input: { clientId, reason } }, { principal }) {
      if (!isReason(reason)) return reasonMissing;
      const outcome = await reinstateApp(
        desk.database,
        { clientId, reason, actor: actorOf(principal) },
        clock(),
      );
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

const appNotFound = {
  __typename: 'AppNotFound',
  message: 'There is no such app that you could do this to.',
} as const;

const reasonMissing = {
  __typename: 'ReasonMissing',
  message: 'A reason of 1 to 500 characters, in one line, is read by all whom it concerns.',
} as const;

function isReason(text: string): boolean {
  return isLine(text, 500);
}

function notPossible(state: AppState) {
  return {
    __typename: 'TransitionNotPossible',
    message: `This cannot be done, or not by you, while the app is ${state}.`,
    state: nameOfState(state),
  } as const;
}
