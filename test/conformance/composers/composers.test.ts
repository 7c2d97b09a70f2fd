import { readFileSync } from 'node:fs';
import { ownSubgraph } from '@civic-graph/gateway';
import { anonymous } from '@civic-graph/policy';
import { createGuardedSchema } from '@civic-graph/subgraph-kit';
import { buildPolicyIndex, composeSupergraph, type SubgraphDefinition } from '@civic-graph/supergraph';
import { composeServices } from '@theguild/federation-composition';
import { graphql, Kind, parse, specifiedDirectives, visit } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { readAgencies } from '../agencies.ts';

// Composes the whole graph twice, which takes seconds of CPU time.
vi.setConfig({ testTimeout: 120_000 });

const own = {
  ...ownSubgraph,
  sdl: readFileSync(new URL('../../../gateway/schema.graphql', import.meta.url), 'utf8'),
};
const written: readonly SubgraphDefinition[] = [...readAgencies(), own];
const served = await Promise.all(written.map(async (one) => ({ ...one, sdl: await servedSdl(one) })));

describe.each([
  ['schema.graphql', written],
  ['_service.sdl', served],
] as const)('the schemas of the agencies in %s', (_, definitions) => {
  it.each(definitions)('defines every directive that it uses: $name', ({ sdl }) => {
    const used = new Set<string>();
    const defined = new Set(specifiedDirectives.map(({ name }) => name));
    visit(parse(sdl), {
      Directive: ({ name }) => void used.add(name.value),
      DirectiveDefinition: ({ name }) => void defined.add(name.value),
    });
    expect(used.size).toBeGreaterThan(0);
    expect([...used].filter((name) => !defined.has(name))).toEqual([]);
  });

  it.each(definitions)('defines every type that it names: $name', ({ sdl }) => {
    const named = new Set<string>();
    const defined = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);
    visit(parse(sdl), {
      NamedType: ({ name }) => void named.add(name.value),
      enter(node) {
        if (node.kind.endsWith('TypeDefinition') && 'name' in node && node.name?.kind === Kind.NAME) {
          defined.add(node.name.value);
        }
      },
    });
    expect([...named].filter((name) => !defined.has(name))).toEqual([]);
  });

  it('compose with Apollo’s composer and the Guild’s, with the same rules on the same fields', () => {
    const byApollo = buildPolicyIndex(parse(composeSupergraph(definitions)));
    const { supergraphSdl = '', errors } = composeServices(
      definitions.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
    );
    expect(errors).toBeUndefined();
    const byGuild = buildPolicyIndex(parse(supergraphSdl));
    expect([...byGuild.coordinates].sort()).toEqual([...byApollo.coordinates].sort());
    for (const coordinate of byApollo.coordinates) {
      const [type = '', field = ''] = coordinate.split('.');
      expect(byGuild.classOf(type, field), coordinate).toBe(byApollo.classOf(type, field));
      expect(byGuild.requirementsOf(type, field), coordinate).toEqual(byApollo.requirementsOf(type, field));
    }
  });
});

/** SDL that the subgraph returns for `_service`. */
async function servedSdl({ sdl }: SubgraphDefinition): Promise<string> {
  const types = parse(sdl).definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
  const resources = Object.fromEntries(types.map(({ name }) => [name.value, () => ({})]));
  const events = types.find(({ name }) => name.value === 'Subscription')?.fields ?? [];
  const Subscription = Object.fromEntries(
    events.map(({ name }) => [name.value, { subscribe: async () => [] }]),
  );
  const resolvers = events.length > 0 ? { Subscription } : {};
  const { data, errors } = await graphql({
    schema: createGuardedSchema(sdl, resolvers, resources),
    source: '{ _service { sdl } }',
    contextValue: { principal: anonymous },
  });
  expect(errors).toBeUndefined();
  return (data as { _service: { sdl: string } })._service.sdl;
}
