import { type DirectiveNode, type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';
import { z } from 'zod';
import { PolicyError } from './policy-error.ts';

/** One `@link` of a schema (https://specs.apollo.dev/link/v1.0). */
export interface SchemaLink {
  /** URL without its version, e.g. `https://specs.apollo.dev/policy`. */
  readonly identity: string;
  /** `v0.1`; null if the URL has no version. */
  readonly version: string | null;
  /** Namespace in this document: `as`, or the last path segment before the version. */
  readonly namespace: string;
  /** `SECURITY`: a reader that does not understand the feature must refuse the schema. */
  readonly purpose: string | null;
  /** Imported name -> name in this document; directives with their `@`. */
  readonly imports: ReadonlyMap<string, string>;
}

const importedAs = z
  .strictObject({ name: z.string(), as: z.string().optional() })
  .refine(({ name, as = name }) => as.startsWith('@') === name.startsWith('@'), {
    error: 'start both "name" and "as" with @, or neither',
  });

const linkArguments = z.strictObject({
  url: z.string(),
  as: z.string().nullish(),
  for: z.enum(['SECURITY', 'EXECUTION']).nullish(),
  import: z.array(z.union([z.string(), importedAs])).nullish(),
});

const versioned = /^(.*?)\/(v\d+\.\d+)\/?$/;

/** Whether a value is a specification URL with a version. */
export function isVersioned(value: unknown): value is string {
  return typeof value === 'string' && versioned.test(value);
}

/**
 * Returns all `@link`s on the schema definition and its extensions. @throws PolicyError if one is malformed
 */
export function schemaLinks(document: DocumentNode): SchemaLink[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).filter((directive) => directive.name.value === 'link').map(parseLink)
      : [],
  );
}

function parseLink(directive: DirectiveNode): SchemaLink {
  const { data: link, error } = linkArguments.safeParse(directiveArguments(directive));
  if (error) {
    const [issue] = error.issues;
    throw new PolicyError(`@link is malformed: ${[...(issue?.path ?? []), issue?.message].join(' ')}`, {
      node: directive,
    });
  }
  const [, bare, version] = versioned.exec(link.url) ?? [];
  const identity = bare ?? link.url;
  const imports = (link.import ?? []).map((element): [string, string] =>
    typeof element === 'string' ? [element, element] : [element.name, element.as ?? element.name],
  );
  return {
    identity,
    version: version ?? null,
    namespace: link.as ?? identity.slice(identity.lastIndexOf('/') + 1),
    purpose: link.for ?? null,
    imports: new Map(imports),
  };
}

/** The arguments of a directive as plain values; enum values as strings. */
export function directiveArguments(directive: DirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
}
