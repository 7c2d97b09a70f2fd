import type { Refusal } from '@civic-graph/client';
import type { Messages } from '../texts/messages.ts';

/** A refusal in words, and what the citizen can do about it. */
export interface Explanation {
  readonly title: string;
  readonly text: string;
  /** `null` if the citizen cannot do anything. */
  readonly action: { readonly name: string; readonly to: 'sign-in' | 'allow' | 'again' } | null;
}

/** Explains every kind of refusal to a citizen. */
export function explainRefusal(refusal: Refusal, { refusals: texts }: Messages): Explanation {
  const what = nameOf(refusal.coordinate, texts.fields);
  const again = { name: texts.again, to: 'again' } as const;
  switch (refusal.kind) {
    case 'sign-in-needed':
      if (refusal.code === 'TOKEN_REVOKED') {
        return {
          title: texts.revokedTitle,
          text: texts.revokedText,
          action: { name: texts.revokedAction, to: 'sign-in' },
        };
      }
      return {
        title: texts.signInTitle,
        text: texts.signInText,
        action: { name: texts.signInTitle, to: 'sign-in' },
      };
    case 'consent-needed':
      return {
        title: texts.consentTitle,
        text: texts.consentText(what),
        action: { name: texts.consentAction, to: 'allow' },
      };
    case 'step-up-needed':
      return {
        title: texts.stepUpTitle,
        text: texts.stepUpText(what),
        action: { name: texts.stepUpAction, to: 'allow' },
      };
    case 'switched-off':
      // The agency writes the notice for the citizens.
      return { title: texts.switchedOffTitle(what), text: refusal.notice, action: null };
    case 'rate-limited':
      return {
        title: texts.rateLimitedTitle,
        text: texts.rateLimitedText(refusal.retryAfterSeconds),
        action: again,
      };
    case 'unavailable':
      return { title: texts.unavailableTitle, text: texts.unavailableText(what), action: again };
    case 'hidden':
    case 'not-safelisted':
      return { title: texts.hiddenTitle, text: texts.hiddenText(what), action: null };
    case 'failed':
      return { title: texts.failedTitle, text: texts.failedText(refusal.code), action: again };
  }
}

function nameOf(coordinate: string | null, fields: Messages['refusals']['fields']): string {
  const known: Readonly<Record<string, string>> = { ...fields };
  return known[coordinate ?? 'other'] ?? fields.other;
}
