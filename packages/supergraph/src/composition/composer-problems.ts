import type { ASTNode, GraphQLError } from 'graphql';
import { enclosingType } from '../graphql/locate.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { placeOf, type SubgraphDocument } from './subgraph-document.ts';
import { whoCanFix } from './who-can-fix.ts';

/** An error of the composer, once for each subgraph that it names, with its first place there. */
export function composerProblems(
  error: GraphQLError,
  subgraphs: readonly SubgraphDocument[],
  changed: string | undefined,
): readonly SchemaProblem[] {
  const { message } = error;
  const code = typeof error.extensions.code === 'string' ? error.extensions.code : 'COMPOSITION_FAILED';
  const nodes = new Map<SubgraphDocument, ASTNode>();
  for (const node of error.nodes ?? []) {
    // Not every error names the subgraph of its node, but each node was parsed from a source with that name.
    const owner = subgraphs.find(({ name }) => name === node.loc?.source.name);
    if (owner && !nodes.has(owner)) nodes.set(owner, node);
  }
  if (nodes.size === 0) {
    const named = subgraphs.filter(
      ({ name }) => message.includes(`"${name}"`) || message.startsWith(`[${name}]`),
    );
    const fixedBy = whoCanFix(named, null, changed) ?? changed ?? null;
    const places = named.map(({ name, file }) => placeOf(name, file, null));
    const nowhere = { subgraph: null, file: null, line: null, column: null };
    return (places.length > 0 ? places : [nowhere]).map((place) => ({ ...place, code, message, fixedBy }));
  }
  const [first] = nodes;
  const typeName = first ? enclosingType(first[0].document, first[1]) : null;
  const fixedBy = whoCanFix([...nodes.keys()], typeName, changed);
  return [...nodes].map(([{ name, file }, node]) => ({
    ...placeOf(name, file, node),
    code,
    message,
    fixedBy,
  }));
}
