import {
  type Civic,
  type CivicOptions,
  createCivic,
  type Session,
  type SignInOutcome,
} from '@civic-graph/client';
import { Browser, logIn, tick } from '@civic-graph/testing';
import { city } from '../one-city/city.ts';

/** A partner's server at the scenarios' deployment, with the credentials of an app of the demo. */
export async function connect(clientId: string, changes: Partial<CivicOptions> = {}): Promise<Civic> {
  const listed = (await (await fetch(`${city.issuerUrl}/demo/personas`)).json()) as {
    apps: { id: string; clientSecret: string; redirectUris: string[] }[];
  };
  const app = listed.apps.find(({ id }) => id === clientId)!;
  return createCivic({
    gateway: `${city.gatewayUrl}/graphql`,
    issuer: city.issuerUrl,
    clientId,
    clientSecret: app.clientSecret,
    redirectUri: app.redirectUris[0]!,
    ...changes,
  });
}

/** A citizen's browser, which an app sends to the issuer and which comes back. */
export interface Visitor {
  readonly browser: Browser;
  readonly account: string;
}

export const visitor = (account: string): Visitor => ({ browser: new Browser(city.issuerUrl), account });

/** Choices of the citizen there. */
export interface Visit {
  /** Scopes to tick on the consent page, if it is shown. */
  readonly consent?: readonly string[];
  /** The level of the sign-in, if there is one. */
  readonly assurance?: string;
}

/** Follows an app's URL to the issuer. @returns the URL of the app to which the citizen returns */
export async function follow(
  { browser, account }: Visitor,
  url: string,
  { consent = [], assurance = 'high' }: Visit = {},
): Promise<string> {
  let page = await browser.open(url);
  if (page.text.includes('name="account"')) page = await logIn(browser, new URL(url), account, assurance);
  if (page.status !== 302) page = await browser.submit(page, '/consent', tick(consent));
  return page.url;
}

/** A whole sign-in. */
export async function signIn(
  session: Session,
  citizen: Visitor,
  request: Parameters<Session['signIn']>[0],
  visit: Visit = {},
): Promise<SignInOutcome> {
  return session.completeSignIn(await follow(citizen, await session.signIn(request), visit));
}

/** Requests that pass through a `fetch`. */
export interface Sent {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly status: number;
}

/** A `fetch` that records what it sent. */
export function observedFetch(): { readonly fetch: typeof fetch; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  return {
    sent,
    async fetch(input, init) {
      const response = await fetch(input, init);
      const { url } = new Request(input);
      sent.push({
        url,
        headers: new Headers(init?.headers),
        body: String(init?.body ?? ''),
        status: response.status,
      });
      return response;
    },
  };
}
