import { type DocumentNode, Kind, visit } from 'graphql';
import type { SchemaProblem } from '../composition/schema-problem.ts';
import { placeOf, readSubgraph } from '../composition/subgraph-document.ts';
import { type TypeDeclarationNode, typeDeclarations } from '../graphql/type-declarations.ts';
import { deprecations } from './deprecations.ts';
import { descriptions } from './descriptions.ts';
import type { LintRule } from './lint-rule.ts';
import { listSizes } from './list-sizes.ts';
import { names } from './names.ts';
import { nullability } from './nullability.ts';

const rules: readonly LintRule[] = [names, descriptions, listSizes, nullability, deprecations];

/**
 * Deviations of a subgraph's schema from the conventions of the graph. These are warnings: such a schema can
 * be served. An unreadable schema has none; `checkSupergraph` names the reason.
 */
export function lintSchema(sdl: string, subgraph: string, file = 'schema.graphql'): readonly SchemaProblem[] {
  const read = readSubgraph({ name: subgraph, url: '', sdl, file });
  if ('code' in read) return [];
  const own = ownDeclarations(read.document);
  return rules
    .flatMap((rule) => rule(own, read))
    .map(({ node, code, message }) => ({
      ...placeOf(subgraph, file, node),
      code,
      message,
      fixedBy: subgraph,
    }))
    .sort((one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0));
}

/** Without types of specifications, which only directive definitions use. */
function ownDeclarations(document: DocumentNode): readonly TypeDeclarationNode[] {
  const ofDirectives = new Set<string>();
  const ofTypes = new Set<string>();
  for (const definition of document.definitions) {
    const used = definition.kind === Kind.DIRECTIVE_DEFINITION ? ofDirectives : ofTypes;
    visit(definition, { NamedType: ({ name }) => void used.add(name.value) });
  }
  const isSpecified = (name: string) => name.includes('__') || (ofDirectives.has(name) && !ofTypes.has(name));
  return [...typeDeclarations(document)].flatMap(([name, parts]) => (isSpecified(name) ? [] : parts));
}
