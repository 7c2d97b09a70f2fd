import { addInaccessibleToUnreachableTypes } from '@theguild/federation-composition';
import { buildASTSchema, type GraphQLSchema, isTypeDefinitionNode, parse, printSchema } from 'graphql';

/** The schema without the types that no root field leads to. */
export function withoutUnreachableTypes(schema: GraphQLSchema): GraphQLSchema {
  const document = parse(printSchema(schema), { noLocation: true });
  const marked = addInaccessibleToUnreachableTypes((_, name) => name.replace('@', ''), {
    publicDocumentNode: document,
    supergraphDocumentNode: document,
  }).supergraphDocumentNode;
  const definitions = marked.definitions.filter(
    (node) =>
      !isTypeDefinitionNode(node) || !node.directives?.some(({ name }) => name.value === 'inaccessible'),
  );
  return buildASTSchema({ ...marked, definitions }, { assumeValidSDL: true });
}
