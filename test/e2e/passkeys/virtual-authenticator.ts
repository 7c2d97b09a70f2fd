import type { CDPSession, Page } from 'playwright-core';

/** An authenticator inside Chromium (DevTools protocol, domain WebAuthn). */
export interface VirtualAuthenticator {
  /** Whether its fingerprint reader knows the finger. */
  setUserVerified(isUserVerified: boolean): Promise<void>;
  /** What it stores. */
  credentials(): Promise<readonly { readonly isResidentCredential: boolean; readonly rpId?: string }[]>;
  /** Removes it, as if the device were lost. */
  remove(): Promise<void>;
}

export async function addVirtualAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return {
    setUserVerified: async (isUserVerified) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    remove: async () => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    },
  };
}
