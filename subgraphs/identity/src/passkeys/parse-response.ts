import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

const bytes = (most: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(most);
const credential = {
  id: bytes(1400),
  rawId: bytes(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
};

const registration = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(4000),
    attestationObject: bytes(8000),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .default([]),
  }),
});

const authentication = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(4000),
    authenticatorData: bytes(4000),
    signature: bytes(4000),
    userHandle: bytes(100).nullish(),
  }),
});

/** Reads `RegistrationResponseJSON` (section 5.1); null for anything else. */
export function parseRegistration(text: string): RegistrationResponseJSON | null {
  const read = registration.safeParse(jsonOf(text));
  return read.success ? (read.data as RegistrationResponseJSON) : null;
}

/** Reads `AuthenticationResponseJSON` (section 5.1); null for anything else. */
export function parseAuthentication(text: string): AuthenticationResponseJSON | null {
  const read = authentication.safeParse(jsonOf(text));
  return read.success ? (read.data as AuthenticationResponseJSON) : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface AuthenticatorAnswer {
  readonly response: { readonly clientDataJSON: string };
}

const clientData = z.object({ challenge: z.string().max(400), crossOrigin: z.unknown() });

function clientDataOf({ clientDataJSON }: AuthenticatorAnswer['response']) {
  return clientData.safeParse(jsonOf(Buffer.from(clientDataJSON, 'base64url').toString())).data;
}

/** The challenge that was answered; empty if there is none. */
export function answeredChallenge({ response }: AuthenticatorAnswer): string {
  return clientDataOf(response)?.challenge ?? '';
}

/** Whether the ceremony ran in a frame of another site, which our pages forbid (section 7.1, step 9). */
export function isEmbedded({ response }: AuthenticatorAnswer): boolean {
  return clientDataOf(response)?.crossOrigin === true;
}
