import { type Browser, chromium } from 'playwright-core';
import { findProgram } from '../../find-program.ts';

/** The headless shell first: it starts in half the time, because it has no windows. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** The installed browser; none is downloaded. */
export function findChromium(): string | null {
  return names.map((name) => findProgram(name)).find((path) => path !== null) ?? null;
}

/**
 * Without a sandbox, which root may not have in a container, and without network calls of its own.
 * @param flags further ones
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
