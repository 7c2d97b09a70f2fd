import type { Fetch } from './demo-endpoint.ts';
import { type Person, readPerson } from './person.ts';
import { isRecord } from './token.ts';

/** Proves to the gateway that a request comes from its own page, since other sites cannot send it. */
export const studioHeaders: Readonly<Record<string, string>> = { 'x-studio': '1' };

export interface SignedIn {
  /** Whether people sign in at this deployment. */
  readonly canSignIn: boolean;
  readonly person: Person | null;
}

export async function fetchSignedIn(fetch: Fetch): Promise<SignedIn> {
  const response = await fetch('/studio/session', { headers: studioHeaders });
  if (!response.ok) throw new Error(`The sign-in is not available (HTTP ${response.status}).`);
  const answer: unknown = await response.json();
  return { canSignIn: isRecord(answer) && answer.canSignIn === true, person: readPerson(answer) };
}

/** Where the browser goes to sign in and come back to this page. */
export function signInPath(returnTo: string): string {
  return `/studio/sign-in?${new URLSearchParams({ return: returnTo })}`;
}

/** Ends the session at the gateway. @returns where the browser ends it at the issuer */
export async function signOut(fetch: Fetch): Promise<string> {
  const response = await fetch('/studio/sign-out', { method: 'POST', headers: studioHeaders });
  const answer: unknown = await response.json();
  if (response.ok && typeof answer === 'object' && answer !== null && 'url' in answer)
    return String(answer.url);
  throw new Error(`The sign-out failed (HTTP ${response.status}).`);
}
