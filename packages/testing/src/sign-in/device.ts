import type { Browser, Visit } from './browser.ts';

/**
 * Enters a device's code, confirms it and signs in, as a person does in a browser (RFC 8628, section 3.3).
 */
export async function signInDevice(
  browser: Browser,
  { verification_uri, user_code }: { readonly verification_uri: string; readonly user_code: string },
  account: string,
): Promise<Visit> {
  const confirm = await enterCode(browser, verification_uri, user_code);
  const login = await browser.submit(confirm, '/device');
  return browser.submit(login, '/login', [['account', account]]);
}

/** Ends at the page that names the device, or with the problem. */
export async function enterCode(browser: Browser, verificationUri: string, code: string): Promise<Visit> {
  return browser.submit(await browser.open(verificationUri), '/device', [['user_code', code]]);
}
