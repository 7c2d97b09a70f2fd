import { z } from 'zod';
import { versionSchema } from './content-version.ts';
import { publishedContractSchema } from './contract.ts';
import { supergraphVersionSchema } from './supergraph-version.ts';

/** Assigns a supergraph version to gateways, as signed for one of them. */
export const rolloutSchema = z.strictObject({
  /** Rises with each rollout, including rollbacks. */
  sequence: z.int().positive(),
  /** The version to roll out. */
  version: versionSchema,
  /** Share of the gateways that get `version`; the others keep `previous`. */
  canaryPercent: z.int().min(1).max(100),
  /** Version of the gateways outside the canary; `null` for the first rollout. */
  previous: versionSchema.nullable(),
  startedAt: z.iso.datetime(),
  /** Version that this gateway must serve: `version` or `previous`. */
  assigned: versionSchema,
  supergraph: supergraphVersionSchema,
  /** Of the assigned version; only for gateways that ask for them, because older ones refuse unknown keys. */
  contracts: z.array(publishedContractSchema).readonly().optional(),
});

export type Rollout = Readonly<z.infer<typeof rolloutSchema>>;

/** Media type of a signed rollout in HTTP (RFC 7515, section 9.2.1). */
export const rolloutMediaType = 'application/jose';

/** `typ` of the signature, so that no other statement under the same key can pass as a rollout. */
export const rolloutType = 'civic-rollout+jws';

/** A rollout that must not be served. */
export class RolloutError extends Error {
  override readonly name = 'RolloutError';
  readonly code: 'ROLLOUT_FORGED' | 'ROLLOUT_INVALID' | 'ROLLOUT_OLD';

  constructor(code: RolloutError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
