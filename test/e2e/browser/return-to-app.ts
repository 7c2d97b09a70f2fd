import type { Page } from 'playwright-core';

/**
 * Presses the button of the issuer's page and waits until the browser asks the app for its redirect URI.
 *
 * @returns the URL with the code; no server of the app has to answer it
 */
export async function returnToApp(page: Page, button: string, redirectUri: string): Promise<string> {
  const asked = page.waitForRequest((request) => request.url().startsWith(redirectUri));
  await page.click(button);
  return (await asked).url();
}
