import type { AssuranceLevel } from '@civic-graph/policy';
import { acrOf } from '@civic-graph/tokens';
import { recordEvent } from '../accounts/account-events.ts';
import type { EventDetails } from '../accounts/tables.ts';
import { enrolledAssurance, findAccount, mayUse, personKindOf } from '../issuer/account.ts';
import { isAtLeast } from '../issuer/assurance.ts';
import type { Person } from '../linked-identities/person.ts';
import { signInMark } from '../linked-identities/sign-in-mark.ts';
import { recordSignIn, type SignInMethod } from '../linked-identities/upstream-sign-ins.ts';
import type { AppRow } from '../store/database.ts';
import type { Interaction } from './interaction.ts';

/** Somebody whose identity a provider or a passkey has proved. */
export interface ProvedPerson {
  readonly person: Person;
  /** Level that the method reaches. */
  readonly level: AssuranceLevel;
  readonly method: SignInMethod;
  readonly details: Pick<EventDetails, 'method' | 'name'>;
  /** Time of the proof, in seconds. */
  readonly ts: number;
}

/** A sign-in for the provider. */
export interface Login {
  readonly accountId: string;
  readonly acr: string;
  readonly amr: string[];
  readonly ts: number;
  readonly remember: boolean;
}

export type Conclusion =
  | { readonly kind: 'signed-in'; readonly login: Login }
  | {
      readonly kind: 'refused';
      readonly code: 'not_here' | 'another_person' | 'unmet_authentication_requirements';
    };

/** Decides whether this person may sign in at the app now, and records the sign-in. */
export async function concludeSignIn(
  { issuer, isStepUp, accountId, needed, browser }: Interaction,
  app: AppRow,
  { person, level: proved, method, details, ts }: ProvedPerson,
): Promise<Conclusion> {
  const { database, clock } = issuer.dependencies;
  const account = await findAccount(database, person.accountId);
  // An official and a developer of earlier versions may have the same id.
  if (account === undefined || personKindOf(account) !== person.kind || !mayUse(account, app)) {
    return { kind: 'refused', code: 'not_here' };
  }
  if (isStepUp && account.id !== accountId) return { kind: 'refused', code: 'another_person' };
  // The method proves who signs in; how well this person was identified, the registry knows.
  const enrolled = enrolledAssurance(account);
  const level = isAtLeast(enrolled, proved) ? proved : enrolled;
  if (needed !== null && !isAtLeast(level, needed)) {
    return { kind: 'refused', code: 'unmet_authentication_requirements' };
  }
  const now = clock();
  const signIn = await recordSignIn(database, method, now);
  const event = { ...details, browser, client: app.client_id, signIn };
  await recordEvent(database, person, { kind: 'signed-in', details: event }, now);
  return {
    kind: 'signed-in',
    login: { accountId: account.id, acr: acrOf[level], amr: [signInMark(signIn)], ts, remember: false },
  };
}
