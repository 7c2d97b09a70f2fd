import type { DescriptionProblem } from '../partners/app-description.ts';
import type { DeclineProblem } from '../partners/declined-fields.ts';
import type { AppState } from '../partners/life-cycle.ts';
import type { AppRow } from '../store/database.ts';
import { nameOfState } from './partner-names.ts';

/* Maps problems that the caller can fix to GraphQL types. */

export const appNotFound = {
  __typename: 'AppNotFound',
  message: 'There is no such app, or you may not do this to it.',
} as const;

export function registrationInvalid({ field, message }: DescriptionProblem) {
  return { __typename: 'RegistrationInvalid', field, message: `${field}: ${message}` } as const;
}

export function declinedFieldsInvalid(problem: DeclineProblem) {
  return { __typename: 'DeclinedFieldsInvalid', message: declineMessage(problem) } as const;
}

function declineMessage(problem: DeclineProblem): string {
  switch (problem.kind) {
    case 'refused':
      return 'Only an approval can decline fields; leave them out of a refusal.';
    case 'all':
      return 'Every field of the part is declined; refuse the part instead.';
    case 'not-in-part':
      return `${problem.coordinate} is not in the part of this agency; name one of AccessRequestPart.fields.`;
    case 'twice':
      return `${problem.coordinate} is declined twice; name it once.`;
  }
}

/** Agencies have declined fields, so the safelist of the app must stay enforced. */
export function fieldsDeclined({ state, declined_fields }: AppRow) {
  return {
    __typename: 'TransitionNotPossible',
    message: `Agencies have declined ${declined_fields.join(', ')}, so the safelist of this app stays enforced until a new request for them is approved.`,
    state: nameOfState(state),
  } as const;
}

export const organisationUnverified = {
  __typename: 'OrganisationUnverified',
  message:
    'An admin of the platform has not verified your organisation yet. You can register apps and draft requests now, and submit them afterwards.',
} as const;

export const reasonMissing = {
  __typename: 'ReasonMissing',
  message: 'Give a reason of 1 to 500 characters, in one line; all concerned can read it.',
} as const;

export function isReason(text: string): boolean {
  return isLine(text, 500);
}

/** Whether a text is one line, without characters that change how the rest of a page is displayed. */
function isLine(text: string, length: number): boolean {
  const trimmed = text.trim();
  return trimmed.length > 0 && trimmed.length <= length && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(trimmed);
}

export function notPossible(state: AppState) {
  return {
    __typename: 'TransitionNotPossible',
    message: `This cannot be done, or not by you, while the app is ${state}.`,
    state: nameOfState(state),
  } as const;
}
