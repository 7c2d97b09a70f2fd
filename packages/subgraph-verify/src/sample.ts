import { principalSchema } from '@civic-graph/policy';
import { z } from 'zod';

const object = z.record(z.string(), z.unknown());
const operation = z.strictObject({
  query: z.string(),
  variables: object.default({}),
  /** Position in `principals`; default is an anonymous caller. */
  principal: z.int().min(0).optional(),
});

/** Data of a server that checks need. Every part is optional. */
export const sampleSchema = z.strictObject({
  /** Arguments by coordinate: `{"Query.branch": {"id": "west"}}`. */
  arguments: z
    .record(z.string(), object)
    .refine((given) => Object.keys(given).every((key) => /^\w+\.\w+$/.test(key)), 'keys must be Type.field')
    .default({}),
  /** Keys of one existing object, by type; a list if the type has several keys. */
  keys: z.record(z.string(), z.union([object.transform((key) => [key]), z.array(object).min(1)])).default({}),
  /** Callers that may read these objects, as JSON of `civic-principal`. */
  principals: z.array(principalSchema).default([]),
  /** An operation that fails unexpectedly, such as by an exception. */
  failing: operation.optional(),
  /** The operation with the largest answer. */
  largest: operation.optional(),
  /** A subscription that the server completes soon. */
  ending: operation.optional(),
});

export type Sample = z.infer<typeof sampleSchema>;
export type SampleOperation = z.infer<typeof operation>;

/** An unusable sample file. */
export class SampleError extends Error {
  override readonly name = 'SampleError';
}

/**
 * Parses the text of a sample file.
 * @param origin names the file in errors
 * @throws SampleError with one line for each problem
 */
export function parseSample(text: string, origin: string): Sample {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SampleError(`${origin} is not JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
  const parsed = sampleSchema.safeParse(json);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      ({ path, message }) => `${origin}: ${path.join('.') || '(root)'}: ${message}`,
    );
    throw new SampleError(lines.join('\n'));
  }
  const { data } = parsed;
  for (const name of ['failing', 'largest', 'ending'] as const) {
    const position = data[name]?.principal ?? -1;
    if (position >= data.principals.length) {
      throw new SampleError(`${origin}: ${name}.principal: there is no principals[${position}]`);
    }
  }
  return data;
}
