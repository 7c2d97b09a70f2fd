import { PublicError } from '@civic-graph/errors';
import { z } from 'zod';
import type { CacheIndex } from '../../subgraphs/caching/cache-index.ts';
import { coordinateTag, entityTag, unknownEntityTag } from '../../subgraphs/caching/tag.ts';

const name = '[_A-Za-z][_0-9A-Za-z]{0,199}';
const maxItems = 1_000;

const body = z.strictObject({
  /** Entities by one of their keys, in the format of a federation representation. */
  entities: z
    .array(
      z
        .looseObject({ __typename: z.string().regex(new RegExp(`^${name}$`)) })
        .refine(
          ({ __typename, ...key }) =>
            Object.keys(key).length > 0 &&
            Object.values(key).every((value) => ['string', 'number', 'boolean'].includes(typeof value)),
          { error: 'is a type name and the fields of one key' },
        ),
    )
    .max(maxItems)
    .default([]),
  /** `Type` or `Type.field`: invalidates every response that reads it. */
  tags: z
    .array(z.string().regex(new RegExp(`^${name}(\\.${name})?$`)))
    .max(maxItems)
    .default([]),
});

export interface InvalidationRequest {
  readonly tags: readonly string[];
  /**
   * Tags that no response of this subgraph can have: most likely a typo, or a schema that is not served yet.
   */
  readonly unknown: readonly string[];
}

/** @throws PublicError BAD_REQUEST */
export function readInvalidationRequest(
  bytes: Buffer,
  subgraph: string,
  index: CacheIndex | undefined,
): InvalidationRequest {
  const parsed = body.safeParse(parseJson(bytes));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new PublicError('BAD_REQUEST', `${issue?.path.join('.') || 'the body'}: ${issue?.message}`);
  }
  const unknown: string[] = [];
  const tags = new Set<string>();
  for (const coordinate of parsed.data.tags) {
    tags.add(coordinateTag(subgraph, coordinate));
    if (!index?.isAnsweredBy(subgraph, coordinate)) unknown.push(coordinate);
  }
  for (const { __typename: typeName, ...fields } of parsed.data.entities) {
    const key = Object.keys(fields).sort();
    const tag = entityTag(subgraph, typeName, key, fields);
    if (tag !== null) tags.add(tag);
    tags.add(unknownEntityTag(subgraph, typeName));
    const keys = index?.keysOf(subgraph, typeName) ?? [];
    if (!keys.some((known) => known.join() === key.join())) unknown.push(`${typeName} { ${key.join(' ')} }`);
  }
  return { tags: [...tags], unknown };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new PublicError('BAD_REQUEST', 'the body is not JSON');
  }
}
