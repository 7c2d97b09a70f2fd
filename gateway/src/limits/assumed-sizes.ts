import { directiveArguments, schemaLinks } from '@civic-graph/policy';
import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { z } from 'zod';

/** Schema coordinate (`Type.field`) -> how long its list is taken to be. */
export type AssumedSizes = ReadonlyMap<string, number>;

const specification = 'https://specs.apollo.dev/cost';

/** Sizes by arguments are not read here: every `first` counts as it stands. */
const listSize = z.object({ assumedSize: z.int().min(0).nullish() });

/**
 * Reads what subgraphs say of lists that take no `first` (`@listSize(assumedSize:)` of the cost specification), under
 * whatever name `@link` gives it.
 */
export function readAssumedSizes(document: DocumentNode): AssumedSizes {
  const sizes = new Map<string, number>();
  const link = schemaLinks(document).find(({ identity }) => identity === specification);
  if (link === undefined) return sizes;
  const name = link.imports.get('@listSize')?.slice(1) ?? `${link.namespace}__listSize`;
  for (const definition of document.definitions) {
    if (!('fields' in definition) || !('name' in definition) || definition.name === undefined) continue;
    for (const field of definition.fields ?? []) {
      const size = assumed(name, field.directives);
      if (size !== null) sizes.set(`${definition.name.value}.${field.name.value}`, size);
    }
  }
  return sizes;
}

function assumed(name: string, directives: readonly ConstDirectiveNode[] = []): number | null {
  const directive = directives.find((each) => each.name.value === name);
  const parsed = directive && listSize.safeParse(directiveArguments(directive));
  return parsed?.data?.assumedSize ?? null;
}
