import { z } from 'zod';
import { inSlices } from '../../feed/slices.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import { SourceError } from '../../source/feed-source.ts';
import { instant } from './fields.ts';
import { parseJson } from './parse-json.ts';

/** The common fields of all GBFS files. */
export interface Envelope {
  readonly updatedAt: Instant;
  /** Seconds until the content may change. */
  readonly ttl: number;
  readonly data: unknown;
}

const envelope = z.object({
  last_updated: instant,
  ttl: z.number().min(0).max(1e9),
  version: z.string().max(20).optional(),
  data: z.unknown(),
});

/** @throws SourceError */
export async function readEnvelope(bytes: Uint8Array): Promise<Envelope> {
  const parsed = envelope.safeParse(await jsonOf(bytes));
  if (!parsed.success) throw new SourceError(`not a GBFS file: ${firstIssue(parsed.error)}`);
  const { last_updated, ttl, version, data } = parsed.data;
  if (version !== undefined && !/^[23]\./.test(version)) {
    throw new SourceError(`GBFS version ${version.slice(0, 20)} is not supported; use 2.x or 3.x`);
  }
  return { updatedAt: last_updated, ttl, data };
}

async function jsonOf(bytes: Uint8Array): Promise<unknown> {
  try {
    return await parseJson(bytes);
  } catch (error) {
    throw error instanceof SourceError ? new SourceError(`not a GBFS file: ${error.message}`) : error;
  }
}

/** @throws SourceError */
export function parseData<Output>(schema: z.ZodType<Output>, data: unknown): Output {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new SourceError(`the content is refused: ${firstIssue(parsed.error)}`);
}

/**
 * An object without a look at its fields, of which a hostile file has a million.
 *
 * @throws SourceError
 */
export function objectOf(data: unknown): Readonly<Record<string, unknown>> {
  return parseData(anyObject, data);
}

const anyObject = z.custom<Readonly<Record<string, unknown>>>(
  (data) => typeof data === 'object' && data !== null && !Array.isArray(data),
  'no object',
);

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'file'}: ${issue?.message}`;
}

/** Valid records, and the number of records left out. */
export interface Records<Output> {
  readonly records: readonly Output[];
  readonly leftOut: number;
}

export const noRecords = { records: [], leftOut: 0 };

/**
 * Reads a list of records. Leaves out those that are invalid or exceed the maximum.
 *
 * @throws SourceError if there is no list
 */
export async function readRecords<Output>(
  data: unknown,
  names: readonly string[],
  schema: z.ZodType<Output>,
  most: number,
): Promise<Records<Output>> {
  const lists = objectOf(data);
  const list = names.map((name) => lists[name]).find(Array.isArray);
  if (list === undefined) throw new SourceError(`the content is refused: it has no ${names[0]}`);
  const records: Output[] = [];
  const used = Math.min(list.length, most);
  await inSlices(used, (index) => {
    const parsed = schema.safeParse(list[index]);
    if (parsed.success) records.push(parsed.data);
  });
  return { records, leftOut: list.length - records.length };
}
