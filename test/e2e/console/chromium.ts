import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { findProgram } from '../../find-program.ts';

/** The headless shell first: it starts in half the time, because it has no windows. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** The installed browser; none is downloaded. */
export function findChromium(): string | null {
  return names.map((name) => findProgram(name)).find((path) => path !== null) ?? null;
}

/** Shorter than a test's time-out, so that the error names what Playwright waited for. */
const patienceMilliseconds = 90_000;

/**
 * Without a sandbox, which root may not have in a container, and without network calls of its own.
 * @param flags additional command-line flags
 */
export function launchChromium(executablePath: string, flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...flags,
    ],
  });
}

/** Raises Playwright's time-out of 30 seconds, because parallel tests slow the browser. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patienceMilliseconds);
  return context;
}
