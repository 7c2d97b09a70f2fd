import { readFileSync } from 'node:fs';
import { ownSubgraph } from '@civic-graph/gateway';
import {
  buildPolicyIndex,
  composeSupergraph,
  consumerSchema,
  normalizeSubgraph,
  type PolicyIndex,
} from '@civic-graph/supergraph';
import { readCacheHints } from '@civic-graph/supergraph/cache-hints';
import { withoutSecurityPurpose } from '@civic-graph/supergraph/graphql';
import { readSunsets } from '@civic-graph/supergraph/sunset';
import { composeServices } from '@theguild/federation-composition';
import { federateSubgraphs, LATEST_ROUTER_COMPATIBILITY_VERSION } from '@wundergraph/composition';
import { type GraphQLSchema, isInterfaceType, isObjectType, parse } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { readAgencies } from '../agencies.ts';
import { libraries } from './libraries.ts';

// Each composer composes the whole graph, which takes seconds of CPU time.
vi.setConfig({ testTimeout: 120_000 });

// Published without its comments; composers require a definition of every directive.
const own = {
  ...ownSubgraph,
  sdl: readFileSync(new URL('../../../gateway/schema.graphql', import.meta.url), 'utf8'),
};
const definitions = [...readAgencies(), libraries, own];
const normalized = definitions.map(({ name, url, sdl }) => ({
  name,
  url,
  document: normalizeSubgraph(parse(sdl)),
}));
const supergraph = composeSupergraph(definitions);
const byApollo = buildPolicyIndex(parse(supergraph));

const decisions = (index: PolicyIndex) =>
  Object.fromEntries(
    [...index.coordinates].sort().map((coordinate) => {
      const [type = '', field = ''] = coordinate.split('.');
      return [coordinate, [index.classOf(type, field), index.requirementsOf(type, field)]];
    }),
  );

describe('a fifth agency adds to Station and Citizen', () => {
  it('and Apollo’s composition keeps their owners’ directives', () => {
    const without = buildPolicyIndex(parse(composeSupergraph([...readAgencies(), own])));
    expect(decisions(byApollo)).toMatchObject(decisions(without));
    expect(byApollo.classOf('Station', 'seats')).toBe('C0');
    expect(byApollo.classOf('Citizen', 'loans')).toBe('C2');
    const hints = readCacheHints(parse(supergraph));
    expect(hints.get('Station.name')?.maxAge).toBe(300);
    expect(hints.get('Station.seats')?.maxAge).toBe(60);
    expect(hints.get('Station.nearestBranch')?.maxAge).toBe(60);
    expect([...readSunsets(parse(supergraph))]).toEqual([
      ['Branch.title', { on: '2036-12-31', reason: 'Use name.' }],
    ]);
  });

  it('and the Guild’s composition has the same rules on every field', () => {
    const { supergraphSdl = '', errors } = composeServices(
      normalized.map(({ name, url, document }) => ({ name, url, typeDefs: document })),
    );
    expect(errors).toBeUndefined();
    expect(decisions(buildPolicyIndex(parse(supergraphSdl)))).toEqual(decisions(byApollo));
    expect(readCacheHints(parse(supergraphSdl))).toEqual(readCacheHints(parse(supergraph)));
    expect(readSunsets(parse(supergraphSdl))).toEqual(readSunsets(parse(supergraph)));
  });

  it('and WunderGraph’s composition has the same fields and scopes', () => {
    const result = federateSubgraphs({
      subgraphs: normalized.map(({ name, url, document }) => ({ name, url, definitions: document })),
      version: LATEST_ROUTER_COMPATIBILITY_VERSION,
      options: {},
    });
    if (!result.success) throw new AggregateError(result.errors);
    expect(fieldsOf(result.federatedGraphClientSchema)).toEqual(
      fieldsOf(consumerSchema(withoutSecurityPurpose(parse(supergraph)))),
    );
    const scoped = result.fieldConfigurations.filter(({ requiredScopes = [] }) => requiredScopes.length > 0);
    expect(scoped.length).toBeGreaterThan(50);
    for (const { typeName, fieldName, requiredScopes } of scoped) {
      const scopes = byApollo.requirementsOf(typeName, fieldName).map((requirement) => requirement.scopes);
      expect(scopes, `${typeName}.${fieldName}`).toContainEqual(requiredScopes);
    }
  });
});

function fieldsOf(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
    .flatMap((type) =>
      ('getFields' in type ? Object.values(type.getFields()) : []).map(
        (field) => `${type.name}.${field.name}: ${field.type}`,
      ),
    )
    .sort();
}
