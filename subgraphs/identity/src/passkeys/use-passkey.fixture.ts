import type { Browser, Visit } from '@civic-graph/testing';
import { optionsOf, type SoftwareAuthenticator } from './software-authenticator.fixture.ts';

/** Chooses the passkey at a login page, and signs in with it. */
export async function usePasskey(
  browser: Browser,
  login: Visit,
  authenticator: SoftwareAuthenticator,
): Promise<Visit> {
  const page = await browser.open(`${new URL(login.url).pathname}/passkey`);
  return browser.submit(page, '/passkey', [['response', authenticator.get(optionsOf(page.text))]]);
}
