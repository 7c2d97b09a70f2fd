import { directiveArguments, schemaLinks } from '@civic-graph/policy';
import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { z } from 'zod';

/**
 * One `@cacheControl`: how long a response may be cached, and by whom. Arguments have Apollo's meaning, so
 * that a subgraph works the same behind another gateway.
 */
export interface CacheHint {
  /** Seconds; `null` if not given. */
  readonly maxAge: number | null;
  /** `PRIVATE` data is never cached here, whatever its age. */
  readonly isPrivate: boolean;
  /** An object inherits its parent's age; otherwise it would need its own. */
  readonly inheritsMaxAge: boolean;
}

/** Schema coordinate (`Type` or `Type.field`) -> its hint. */
export type CacheHints = ReadonlyMap<string, CacheHint>;

/** Unusable hints. A supergraph with such hints must not be served. */
export class CacheHintError extends Error {
  readonly code = 'CACHE_HINT_INVALID';
  override readonly name = 'CacheHintError';
  /** The element to change; `null` if it is the whole schema. */
  readonly coordinate: string | null;

  constructor(message: string, coordinate: string | null = null) {
    super(message);
    this.coordinate = coordinate;
  }
}

/** Upper bound of an age, because invalidations must be remembered as long. */
export const longestMaxAge = 86_400;

const specification = 'https://civic-graph.example/cache-control';
const version = 'v1.0';

const cacheControl = z
  .strictObject({
    maxAge: z.int().min(0).max(longestMaxAge).optional(),
    scope: z.enum(['PUBLIC', 'PRIVATE']).optional(),
    inheritMaxAge: z.literal(true).optional(),
  })
  .refine(
    ({ maxAge, scope, inheritMaxAge }) => maxAge !== undefined || scope !== undefined || inheritMaxAge,
    {
      error: 'it has no arguments',
    },
  )
  .refine(({ maxAge, inheritMaxAge }) => maxAge === undefined || inheritMaxAge === undefined, {
    error: 'maxAge and inheritMaxAge exclude each other',
  });

/**
 * Reads `@cacheControl` of a subgraph or supergraph under the name that `@link` gives it.
 * @throws CacheHintError for an unknown hint or version of the directive
 */
export function readCacheHints(document: DocumentNode): CacheHints {
  const name = cacheControlName(document);
  const hints = new Map<string, CacheHint>();
  if (name === null) return hints;
  const record = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    for (const directive of directives) {
      if (directive.name.value !== name) continue;
      if (hints.has(coordinate))
        throw new CacheHintError(`${coordinate}: @cacheControl is repeated; keep one`, coordinate);
      hints.set(coordinate, readHint(coordinate, directive));
    }
  };
  for (const definition of document.definitions) {
    if (!('name' in definition) || definition.name === undefined) continue;
    record(definition.name.value, 'directives' in definition ? (definition.directives as never) : []);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      record(`${definition.name.value}.${field.name.value}`, field.directives);
    }
  }
  return hints;
}

/** Name of `@cacheControl` in a subgraph or supergraph; `null` if it is not linked. */
export function cacheControlName(document: DocumentNode): string | null {
  const link = schemaLinks(document).find(({ identity }) => identity === specification);
  if (link === undefined) return null;
  if (link.version !== version) {
    throw new CacheHintError(
      `The schema links @cacheControl ${link.version ?? ''}; this gateway supports ${version}`,
    );
  }
  const imported = link.imports.get('@cacheControl');
  return imported === undefined ? `${link.namespace}__cacheControl` : imported.slice(1);
}

function readHint(coordinate: string, directive: ConstDirectiveNode): CacheHint {
  const parsed = cacheControl.safeParse(directiveArguments(directive));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CacheHintError(
      `${coordinate}: @cacheControl is not understood: ${[...(issue?.path ?? []), issue?.message].join(' ')}`,
      coordinate,
    );
  }
  const { maxAge, scope, inheritMaxAge } = parsed.data;
  return { maxAge: maxAge ?? null, isPrivate: scope === 'PRIVATE', inheritsMaxAge: inheritMaxAge === true };
}
