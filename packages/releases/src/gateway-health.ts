import { z } from 'zod';
import { versionSchema } from './content-version.ts';

/** Longest reason that is reported, in characters. */
export const maxRefusalLength = 300;

/** Name of a gateway instance. */
export const gatewayIdForm = /^[\w.:-]{1,200}$/;

const rolloutOfGateway = {
  sequence: z.int().positive(),
  /** The version that the rollout assigns to this gateway. */
  version: versionSchema,
};

/** How a gateway fares with the rollout that it serves: counts only, and nothing of its callers. */
export const gatewayHealthSchema = z
  .strictObject({
    gateway: z.string().regex(gatewayIdForm),
    /** `null` before the first rollout. */
    serving: z.strictObject(rolloutOfGateway).nullable(),
    /** Operations since the last report. */
    requests: z.int().min(0).max(1_000_000_000),
    /** Those of them that failed for a reason which is neither the caller's nor a limit of the gateway. */
    failed: z.int().min(0),
    /** A rollout that the gateway cannot load. */
    refused: z.strictObject({ ...rolloutOfGateway, reason: z.string().max(maxRefusalLength) }).nullable(),
  })
  .refine(({ requests, failed }) => failed <= requests, 'failed: must not exceed requests');

export type GatewayHealth = Readonly<z.infer<typeof gatewayHealthSchema>>;
export type RefusedRollout = Readonly<NonNullable<GatewayHealth['refused']>>;
export type ServedRollout = Readonly<NonNullable<GatewayHealth['serving']>>;
