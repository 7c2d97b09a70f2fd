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
  switches: z.array(switchSchema),
  safelists: safelistUpdate,
});

/** An answer of the identity service: what was revoked after the number that it was asked with. */
export interface RevocationPage {
  /** Ask again after this number. */
  readonly last: number;
  /** Whether that is all there is. */
  readonly complete: boolean;
  readonly revocations: readonly Revocation[];
  /** All that is switched off now. */
  readonly switches: readonly Switch[];
  readonly safelists: SafelistUpdate;
}

/** @throws where it is not such an answer: a revocation that is not understood must not pass for none */
export function parseRevocationPage(body: unknown): RevocationPage {
  return page.parse(body);
}
