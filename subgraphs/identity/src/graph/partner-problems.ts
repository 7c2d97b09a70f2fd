import type { DescriptionProblem } from '../partners/app-description.ts';
import type { AppState } from '../partners/life-cycle.ts';
import { nameOfState } from './partner-names.ts';

/* Maps problems that the caller can fix to GraphQL types. */

export const appNotFound = {
  __typename: 'AppNotFound',
  message: 'There is no such app, or you may not do this to it.',
} as const;

export function registrationInvalid({ field, message }: DescriptionProblem) {
  return { __typename: 'RegistrationInvalid', field, message: `${field}: ${message}` } as const;
}

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
