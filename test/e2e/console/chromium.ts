import { type Browser, chromium } from 'playwright-core';
import { findProgram } from '../../find-program.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser of this machine: none is downloaded. */
export function findChromium(): string | null {
  return names.map((name) => findProgram(name)).find((path) => path !== null) ?? null;
}

/**
 * Without a sandbox, since root may not have one in a container, and without any call of its own to the net.
 */
export function launchChromium(executablePath: string): Promise<Browser> {
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
    ],
  });
}
