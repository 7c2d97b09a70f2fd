import { PublicError } from '@civic-graph/errors';
import type { Confirmations, ConfirmedCall } from './confirmations.ts';
import { confirmationArgument } from './describe-tool.ts';
import type { PersonAnswer } from './elicitations.ts';

/** Asks a person through the client. */
export type AskPerson = (question: string) => Promise<PersonAnswer>;

export interface MutationCall extends ConfirmedCall {
  readonly tool: string;
  readonly summary: string;
  readonly code: string | undefined;
  /** `null` if the client cannot ask. */
  readonly ask: AskPerson | null;
}

/**
 * Returns `null` once a person has agreed to the call, else the error for the client.
 * @throws PublicError NOT_READY, OVERLOADED
 */
export async function confirmMutation(
  call: MutationCall,
  confirmations: Confirmations,
): Promise<PublicError | null> {
  if (call.code !== undefined) return (await confirmations.accept(call.code, call)) ? null : wrongCode();
  if (call.ask === null) return withCode(call, confirmations);
  switch (await call.ask(questionAbout(call))) {
    case 'accepted':
      return null;
    case 'declined':
      return new PublicError('CONFIRMATION_REFUSED', 'The person declined. Nothing was changed.');
    case 'unanswered':
      return new PublicError('CONFIRMATION_REQUIRED', 'Nobody answered in time. Call again to ask again.');
  }
}

function withCode(call: MutationCall, confirmations: Confirmations): PublicError {
  const confirmation = confirmations.issue(call);
  return new PublicError(
    'CONFIRMATION_REQUIRED',
    `Nothing was changed yet. Show the person what ${call.tool} does and its arguments; if the person agrees, call it again with the same arguments and ${confirmationArgument}.`,
    { extensions: { confirmation: { ...confirmation, argument: confirmationArgument } } },
  );
}

function wrongCode(): PublicError {
  return new PublicError(
    'CONFIRMATION_REFUSED',
    `The ${confirmationArgument} is expired, used, or for another call. Call again without it.`,
  );
}

const maxVariables = 4_000;

/** The variables as the operation will use them. */
function questionAbout({ tool, summary, variables }: MutationCall): string {
  const text = JSON.stringify(variables, null, 2);
  if (text.length > maxVariables)
    throw new PublicError(
      'BAD_USER_INPUT',
      'The arguments are too long to be shown to a person. Shorten them.',
    );
  return visible([`Run ${tool}?`, summary, text].filter(Boolean).join('\n'));
}

/** Escapes characters that are invisible or change the direction of the surrounding text. */
function visible(text: string): string {
  return text.replace(
    /[^\P{C}\n]|[\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
