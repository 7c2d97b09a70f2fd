import { type DirectiveNode, type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';
import { z } from 'zod';

/** One `@link` of a schema (https://specs.apollo.dev/link/v1.0). */
export interface SchemaLink {
  /** URL without its version, e.g. `https://specs.apollo.dev/policy`. */
  readonly identity: string;
  /** `v0.1`; null where the URL names none. */
  readonly version: string | null;
  /** Namespace in this document: `as`, or the last path segment before the version. */
  readonly namespace: string;
  /** `SECURITY`: a reader that does not understand the feature must refuse the schema. */
  readonly purpose: string | null;
  /** Imported name -> name in this document; directives with their `@`. */
  readonly imports: ReadonlyMap<string, string>;
}

const linkArguments = z.object({
  url: z.string(),
  as: z.string().nullish(),
  for: z.string().nullish(),
  import: z.array(z.union([z.string(), z.object({ name: z.string(), as: z.string().optional() })])).nullish(),
});

/** All `@link`s on the schema definition and its extensions. */
export function schemaLinks(document: DocumentNode): SchemaLink[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).filter((directive) => directive.name.value === 'link').map(parseLink)
      : [],
  );
}

function parseLink(directive: DirectiveNode): SchemaLink {
  const link = linkArguments.parse(directiveArguments(directive));
  const versioned = /^(.*?)\/(v\d+\.\d+)\/?$/.exec(link.url);
  const identity = versioned?.[1] ?? link.url;
  const imports = (link.import ?? []).map((element): [string, string] =>
    typeof element === 'string' ? [element, element] : [element.name, element.as ?? element.name],
  );
  return {
    identity,
    version: versioned?.[2] ?? null,
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
