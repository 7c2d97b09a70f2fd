import { composeServices } from '@apollo/composition';
import { checkSupergraph, type SubgraphDefinition } from '@civic-graph/supergraph';
import { withGatheredRules } from '@civic-graph/supergraph/graphql';
import { buildPolicyIndex } from '@civic-graph/supergraph/policy-index';
import { drawSeed } from '@civic-graph/testing';
import fc from 'fast-check';
import { type ConstDirectiveNode, type ObjectTypeDefinitionNode, parse, print, visit } from 'graphql';
import { expect, test, vi } from 'vitest';
import { blueprint } from '../differential/blueprint.ts';
import { buildModel } from '../differential/build-model.ts';
import { writeSdl } from '../differential/write-sdl.ts';

// Composing 20 graphs takes seconds of CPU time.
vi.setConfig({ testTimeout: 240_000 });

/** Set to repeat a run. */
const seed = Number(process.env.DIFFERENTIAL_SEED ?? drawSeed());

/** Class and rules of every field. */
function decisions(supergraph: string) {
  const index = buildPolicyIndex(parse(supergraph));
  return index.coordinates.map((coordinate) => {
    const [type = '', field = ''] = coordinate.split('.');
    return [coordinate, index.classOf(type, field), index.requirementsOf(type, field)];
  });
}

/** `undefined` if the composer refuses the graph. */
function composedAsWritten(subgraphs: readonly SubgraphDefinition[]): string | undefined {
  try {
    return composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })))
      .supergraphSdl;
  } catch {
    // Fields that require each other in a cycle exhaust the composer.
    return undefined;
  }
}

const links = `
  extend schema
    @link(url: "https://civic-graph.example/cache-control/v1.0", import: ["@cacheControl"])
    @composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean)
    on OBJECT | INTERFACE | UNION | FIELD_DEFINITION
  enum CacheControlScope { PUBLIC PRIVATE }
`;

/** The same schema with its class, C0 on every field, and an age on the types. */
function withDirectivesOnTypes(subgraph: SubgraphDefinition): SubgraphDefinition {
  const isClass = ({ name }: ConstDirectiveNode) => name.value === 'dataClass';
  const document = visit(parse(subgraph.sdl), {
    FieldDefinition: (field) => ({
      ...field,
      directives: field.directives?.filter((each) => !isClass(each)) ?? [],
    }),
    ObjectTypeDefinition: { leave: annotated },
    InterfaceTypeDefinition: { leave: annotated },
  });
  return { ...subgraph, sdl: print(document) + links };
}

const [{ directives = [] } = {}] = parse('type T @dataClass(class: C0) @cacheControl(maxAge: 60)')
  .definitions as readonly ObjectTypeDefinitionNode[];

function annotated<T extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  node: T,
): T {
  return { ...node, directives: [...(node.directives ?? []), ...directives] };
}

test(`directives on types mean the same as on fields, and none is refused (DIFFERENTIAL_SEED=${seed})`, () => {
  let compared = 0;
  for (const drawn of fc.sample(blueprint, { seed, numRuns: 10 })) {
    const model = buildModel(drawn);
    const subgraphs = model.subgraphs.map((name) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      sdl: writeSdl(model, name),
    }));
    const asWritten = composedAsWritten(subgraphs);
    if (asWritten === undefined) continue;
    const { sdl, problems } = checkSupergraph(subgraphs.map(withDirectivesOnTypes));
    expect(problems).toEqual([]);
    expect(decisions(sdl ?? '')).toEqual(decisions(withGatheredRules(asWritten)));
    compared += 1;
  }
  expect(compared).toBeGreaterThan(3);
});
