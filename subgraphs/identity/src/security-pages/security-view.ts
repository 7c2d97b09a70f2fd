import type { AssuranceLevel } from '@civic-graph/policy';
import type { NotifyApp } from '../graph/consent-mutations.ts';
import type { ProviderNames } from '../graph/linked-identities.ts';
import type { Person } from '../linked-identities/person.ts';
import type { Language, Say } from '../my-data/language.ts';
import type { Passkeys } from '../passkeys/passkeys.ts';

/** One request of a signed-in person to the pages about their sign-in. */
export interface SecurityView {
  readonly person: Person;
  /** Name that an authenticator shows beside the key. */
  readonly keyName: string;
  readonly assurance: AssuranceLevel;
  /** Identifier of the session. */
  readonly session: string;
  /** Sign-in behind the session; null for the test login. */
  readonly signIn: string | null;
  readonly signedInAt: Date;
  readonly language: Language;
  readonly say: Say;
  /** Path of these pages, such as `/me/en/security`. */
  readonly home: string;
  /** Where redirects to these pages begin, below the pages of the language. */
  readonly base: string;
  /** Token for the form with this action. */
  readonly formToken: (action: string) => string;
  /** Where the person signs in again, and returns. */
  readonly confirmLink: string;
  readonly passkeys: Passkeys;
  readonly providers: ProviderNames;
  readonly notifyApp: NotifyApp;
  readonly now: Date;
}

/** Time (in milliseconds) after a sign-in in which keys may be added and removed. */
const freshMs = 15 * 60 * 1000;

/** Whether the person has signed in recently: a session left open must not give a lasting key. */
export function isFresh({ signedInAt, now }: Pick<SecurityView, 'signedInAt' | 'now'>): boolean {
  return now.getTime() - signedInAt.getTime() < freshMs;
}
