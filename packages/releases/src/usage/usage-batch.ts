import { z } from 'zod';

/** `Type.field` or `Type.field(argument:)`. */
const coordinate = z
  .string()
  .max(300)
  .regex(/^[_A-Za-z]\w*\.[_A-Za-z]\w*(\([_A-Za-z]\w*:\))?$/);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const name = z.string().regex(/^[_A-Za-z]\w{0,59}$/);

/**
 * Upper bounds in milliseconds of the counts in `latency`: the 1-2-5 series, so a percentile is off by a
 * factor of at most 2.5. The last one also counts what took longer.
 */
export const latencyBounds = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
  ...[2_000, 5_000, 10_000, 20_000, 50_000],
] as const;

export const operationKinds = ['query', 'mutation', 'subscription', 'mixed'] as const;

/** Coordinates that one row may name. */
export const maxUsageFields = 20_000;

/** What one app did with one operation. Counts are rounded to fives, see `roundToFives`. */
const operationUsage = z.object({
  /** SHA-256 (hex) of the names that it takes from the schema; with `mixed`, of `fields`. */
  signature: z.string().regex(/^[0-9a-f]{64}$/),
  /** `mixed`: several operations, since each was called rarely or there were too many. */
  kind: z.enum(operationKinds),
  /** `null` where it was called rarely, or could identify somebody. */
  name: name.nullable(),
  /** Client id; `null` for callers without a token. */
  app: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .nullable(),
  calls: count,
  /** Calls with at least one error. */
  failed: count,
  /** By code. */
  errors: z.record(z.string().regex(/^[A-Z_]{1,60}$/), count),
  /** By `latencyBounds`. */
  latency: z.array(count).length(latencyBounds.length),
  /**
   * What it uses of the schema. Where one `mixed` row would be too long, an app has several, each with all
   * counts.
   */
  fields: z.array(coordinate).max(maxUsageFields),
});

/** Usage of one interval, as a gateway reports it: never values, variables or subjects. */
export const usageBatchSchema = z.object({
  /** A batch that comes again with the same id counts once. */
  id: z.uuid(),
  gateway: z.string().regex(/^[\w.:-]{1,200}$/),
  /** Minute in which the interval began. */
  minute: z.iso.datetime(),
  operations: z.array(operationUsage).min(1).max(2_000),
});

export type UsageBatch = z.infer<typeof usageBatchSchema>;
export type OperationUsage = z.infer<typeof operationUsage>;

/** Limit of a batch as JSON, in bytes. */
export const maxUsageBytes = 1_000_000;
