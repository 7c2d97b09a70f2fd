import { z } from 'zod';
import { type Switch, switchSchema } from '../kill-switches/switch.ts';
import { type SafelistUpdate, safelistUpdate } from '../safelists/safelists.ts';
import type { Revocation } from './revoked-tokens.ts';

const time = z.iso.datetime().transform((text) => Date.parse(text));

const page = z.object({
  last: z.number().int().min(0),
  complete: z.boolean(),
  revocations: z.array(
    z.object({
      kind: z.enum(['consent', 'grant', 'client']),
      id: z.string(),
      issuedBefore: time.nullable(),
      expiresAt: time,
    }),
  ),
  replacedCredentials: z.array(z.object({ id: z.string(), expiresAt: time })).default([]),
  switches: z.array(switchSchema),
  safelists: safelistUpdate,
});

/** A page of the identity feed: revocations after the requested number. */
export interface RevocationPage {
  /** Continue after this number. */
  readonly last: number;
  /** Whether the page is the last one. */
  readonly complete: boolean;
  readonly revocations: readonly Revocation[];
  /** Apps whose secret or keys were replaced, for the journal. Earlier identity services send none. */
  readonly replacedCredentials: readonly Pick<Revocation, 'id' | 'expiresAt'>[];
  /** All active kill switches. */
  readonly switches: readonly Switch[];
  readonly safelists: SafelistUpdate;
}

/** @throws for any other answer: a revocation that is not understood must not pass for none */
export function parseRevocationPage(body: unknown): RevocationPage {
  return page.parse(body);
}
