import { PublicError } from '@civic-graph/errors';
import { actorOf, developerOf } from '../partners/actor.ts';
import { decideAccess, submitAccess } from '../partners/decide-access.ts';
import { draftAccess, maxOperations } from '../partners/draft-access.ts';
import type { PartnerDesk } from '../partners/partner-desk.ts';
import type { IdentityContext } from './context.ts';
import {
  appNotFound,
  declinedFieldsInvalid,
  isReason,
  notPossible,
  organisationUnverified,
  reasonMissing,
} from './partner-problems.ts';
import type { MutationResolvers } from './resolver-types.ts';
import { purposesNotAllowed, requestOutdated, scopesNotDefined } from './scope-problems.ts';

/** Mutations that request access and decide on it. */
export function accessMutations(
  desk: PartnerDesk,
  clock: () => Date,
): Pick<MutationResolvers<IdentityContext>, 'draftAccess' | 'submitAccess' | 'decideAccess'> {
  return {
    async draftAccess(_root, { input: { clientId, operations } }, { principal }) {
      if (operations.length === 0 || operations.length > maxOperations) {
        throw new PublicError('BAD_USER_INPUT', `operations: 1 to ${maxOperations} documents`);
      }
      const draft = { developer: developerOf(principal), clientId, operations };
      const outcome = await draftAccess(desk, draft, clock());
      switch (outcome.kind) {
        case 'drafted':
          return { __typename: 'AccessDrafted', request: outcome.request };
        case 'not-found':
          return appNotFound;
        case 'not-valid':
          return {
            __typename: 'OperationsNotValid',
            message: 'Some of the operations are invalid.',
            problems: [...outcome.problems],
          };
        case 'not-for-apps':
          return {
            __typename: 'FieldsNotForApps',
            message: 'Some of the fields are only for officials; apps cannot get access to them.',
            fields: [...outcome.fields],
          };
        case 'not-defined':
          return scopesNotDefined(outcome.scopes);
        case 'not-for-purposes':
          return purposesNotAllowed(outcome.scopes);
      }
    },

    async submitAccess(_root, { input: { clientId } }, { principal }) {
      const submission = { developer: developerOf(principal), clientId, actor: actorOf(principal) };
      const outcome = await submitAccess(desk, submission, clock());
      switch (outcome.kind) {
        case 'submitted':
          return { __typename: 'AccessSubmitted', request: outcome.request };
        case 'not-found':
          return appNotFound;
        case 'nothing-drafted':
          return {
            __typename: 'NothingDrafted',
            message: 'The app has no draft; create one with draftAccess.',
          };
        case 'unverified':
          return organisationUnverified;
        case 'outdated':
          return requestOutdated(outcome.scopes);
        case 'not-possible':
          return notPossible(outcome.state);
      }
    },

    async decideAccess(_root, { input: { request, decision, reason, declined = [] } }, { principal }) {
      if (!isReason(reason) || !declined.every((field) => isReason(field.reason))) return reasonMissing;
      const outcome = await decideAccess(
        desk,
        {
          request,
          reason,
          actor: actorOf(principal),
          decision: decision === 'APPROVE' ? 'approved' : 'refused',
          declined: declined.map(({ coordinate, reason: words }) => ({ coordinate, reason: words.trim() })),
        },
        clock(),
      );
      switch (outcome.kind) {
        case 'decided':
          return { __typename: 'AccessDecided', request: outcome.request };
        case 'not-found':
          return {
            __typename: 'AccessRequestNotFound',
            message: 'There is no such request for this agency, or a newer one has replaced it.',
          };
        case 'already-decided':
          return {
            __typename: 'AlreadyDecided',
            message: 'This agency has already decided; the app can submit a new request.',
          };
        case 'declined-invalid':
          return declinedFieldsInvalid(outcome.problem);
        case 'outdated':
          return requestOutdated(outcome.scopes);
        case 'not-possible':
          return notPossible(outcome.state);
      }
    },
  };
}
