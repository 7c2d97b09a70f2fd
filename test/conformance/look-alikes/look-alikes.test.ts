import { admitSupergraph, createApolloPlanner } from '@civic-graph/gateway/testing';
import { anonymous } from '@civic-graph/policy';
import { createSubgraph } from '@civic-graph/subgraph-kit';
import { composeSupergraph, consumerSchema } from '@civic-graph/supergraph';
import { testSecrets } from '@civic-graph/testing';
import { describe, expect, it } from 'vitest';
import { alteredSupergraphs, type LookAlike, lookAlikes, subgraphSdl } from './cases.ts';

/** Treatment of a rule. */
type Outcome = 'enforced' | 'refused' | 'ignored';

const refusals = ['POLICY_INVALID', 'COMPOSITION_FAILED'];

function refusedOr(error: unknown): Outcome {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (refusals.includes(String(code))) return 'refused';
  throw error;
}

describe.each(lookAlikes)('$title', (lookAlike) => {
  it(`is ${lookAlike.expected} by the gateway`, () => {
    expect(inGateway(lookAlike)).toBe(lookAlike.expected);
  });

  it(`is ${lookAlike.expected} by the subgraph`, async () => {
    expect(await inSubgraph(lookAlike)).toBe(lookAlike.expected);
  });
});

describe.each(alteredSupergraphs)('in a supergraph, $title', ({ rule, use, alter }) => {
  it('is refused by the gateway', () => {
    const links = `@link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective", "@${rule}"])`;
    const composed = compose(subgraphSdl({ title: '', expected: 'enforced', links, definitions: '', use }));
    const altered = alter(composed);
    expect(altered).not.toBe(composed);
    expect(serve(() => altered)).toBe('refused');
  });
});

it('at least 65 look-alikes must be refused', () => {
  expect(lookAlikes.filter(({ expected }) => expected === 'refused').length).toBeGreaterThanOrEqual(65);
});

const compose = (sdl: string) => composeSupergraph([{ name: 'a', url: 'http://a.invalid/graphql', sdl }]);

const inGateway = (lookAlike: LookAlike) => serve(() => compose(subgraphSdl(lookAlike)));

function serve(supergraph: () => string): Outcome {
  try {
    const { policyIndex, gatewaySdl } = admitSupergraph(supergraph(), (_, sdl) => createApolloPlanner(sdl));
    const isHidden = !('vault' in (consumerSchema(gatewaySdl).getQueryType()?.getFields() ?? {}));
    return isHidden || policyIndex.requirementsOf('Query', 'vault').length > 0 ? 'enforced' : 'ignored';
  } catch (error) {
    return refusedOr(error);
  }
}

/** The gateway hides hidden elements, so a subgraph that understands the directive has done its part. */
async function inSubgraph(lookAlike: LookAlike): Promise<Outcome> {
  try {
    const subgraph = await createSubgraph({
      name: 'a',
      typeDefs: subgraphSdl(lookAlike),
      resolvers: { Query: { vault: () => 'secret', open: () => 'open' } },
      signature: { secret: testSecrets.subgraph },
      logLevel: 'silent',
    });
    const { data } = await subgraph.executeAs(anonymous, { query: '{ vault open }' });
    await subgraph.close();
    expect(data?.open).toBe('open');
    const isHidden = lookAlike.title.startsWith('@inaccessible') && lookAlike.expected === 'enforced';
    return isHidden || data?.vault === null ? 'enforced' : 'ignored';
  } catch (error) {
    return refusedOr(error);
  }
}
