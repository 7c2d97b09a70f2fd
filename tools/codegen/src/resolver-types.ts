import { schemaLinks } from '@civic-graph/policy';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';

/**
 * Scalars that travel as text, so that no zone shifts them and no double rounds them. Add a new scalar here:
 * a scalar without a type stops the generation. `_FieldSet` is the plugin's own.
 */
const scalars = { MinorUnits: 'string', DateTime: 'string', Date: 'string', _FieldSet: 'string' };

const banner = '// Made from schema.graphql by `npm run codegen`. Do not edit.\n';

/**
 * The TypeScript of the resolvers that a subgraph must have.
 *
 * @param sdl text of schema.graphql
 * @param models names that `src/graph/mappers.ts` exports; `CitizenModel` is the parent of `Citizen`
 */
export async function resolverTypes(sdl: string, models: ReadonlySet<string>): Promise<string> {
  const schema = withExtendedTypes(withoutSpecifications(parse(sdl)));
  // The directives of federation have no definition left.
  const schemaAst = buildASTSchema(schema, { assumeValidSDL: true });
  const mappers: Record<string, string> = {};
  for (const type of Object.values(schemaAst.getTypeMap())) {
    const model = `${type.name}Model`;
    if ((isObjectType(type) || isAbstractType(type)) && models.has(model)) {
      mappers[type.name] = `./mappers.ts#${model}`;
    }
  }
  const code = await codegen({
    filename: 'resolver-types.ts',
    schema,
    schemaAst,
    documents: [],
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
    config: {
      federation: true,
      contextType: '@civic-graph/subgraph-kit#SubgraphContext',
      mappers,
      scalars,
      strictScalars: true,
      useTypeImports: true,
      // TypeScript's enums and namespaces are more than types, which erasableSyntaxOnly forbids.
      enumsAsTypes: true,
      immutableTypes: true,
      // What clients do not send is absent, not undefined (exactOptionalPropertyTypes).
      maybeValue: 'T | null',
      inputMaybeValue: 'T | null | undefined',
    },
  });
  return banner + code;
}

/** With a definition of each type of another agency that the file extends; graphql-js would drop these. */
function withExtendedTypes(document: DocumentNode): DocumentNode {
  const defined = new Set(
    document.definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION ? node.name.value : [],
    ),
  );
  const definitions = document.definitions.map((node): DefinitionNode => {
    if (node.kind !== Kind.OBJECT_TYPE_EXTENSION || defined.has(node.name.value)) return node;
    defined.add(node.name.value);
    return { ...node, kind: Kind.OBJECT_TYPE_DEFINITION };
  });
  return { ...document, definitions };
}

/** Without what the file repeats of federation's own definitions: no resolver has to do with them. */
function withoutSpecifications(document: DocumentNode): DocumentNode {
  const imported = schemaLinks(document)
    .filter(({ identity }) => identity.startsWith('https://specs.apollo.dev/'))
    .flatMap(({ imports }) => [...imports.values()]);
  const directives = new Set(['@link', ...imported]);
  const definitions = document.definitions.filter((definition) => {
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) return !directives.has(`@${definition.name.value}`);
    return !('name' in definition && /^(link|federation)__/.test(definition.name?.value ?? ''));
  });
  return { ...document, definitions };
}
