import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { buildASTSchema, isAbstractType, isObjectType, parse } from 'graphql';

/**
 * Scalars that travel as text, so that no zone shifts them and no double rounds them. Another one must be added
 * here: what has no type stops the generation. `_FieldSet` is the plugin's own.
 */
const scalars = { MinorUnits: 'string', DateTime: 'string', Date: 'string', _FieldSet: 'string' };

const banner = '// Made from schema.graphql by `npm run codegen`. Do not edit.\n';

/**
 * The TypeScript of the resolvers that a subgraph must have.
 *
 * @param sdl text of schema.graphql
 * @param models names that `src/mappers.ts` exports: `CitizenModel` is what the resolvers of `Citizen` get
 */
export async function resolverTypes(sdl: string, models: ReadonlySet<string>): Promise<string> {
  const schema = parse(sdl);
  // The directives of federation come by @link and have no definition in the file.
  const schemaAst = buildASTSchema(schema, { assumeValidSDL: true });
  const mappers: Record<string, string> = {};
  for (const type of Object.values(schemaAst.getTypeMap())) {
    const model = `${type.name}Model`;
    if ((isObjectType(type) || isAbstractType(type)) && models.has(model)) {
      mappers[type.name] = `../mappers.ts#${model}`;
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
