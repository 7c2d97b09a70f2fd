import { anonymous, type Principal } from '@civic-graph/policy';
import { consumerSchema } from '@civic-graph/supergraph';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTestGateway,
  type TestGateway,
  testLimits,
  testSupergraph,
} from '../../../test/fixtures/gateway.ts';
import { createRustPlanner } from '../../planning/planners/rust-planner.ts';
import { admitSupergraph } from '../../supergraph/served-supergraph.ts';
import { visibleSchema } from './visible-schema.ts';

let graph: TestGateway;

beforeAll(async () => {
  graph = await startTestGateway({
    limits: { ...testLimits, maxDepth: 20, maxAnswerValues: 200_000, maxCost: 50_000 },
  });
});
afterAll(() => graph.close());

const app = (scopes: readonly string[]): Exclude<Principal, { kind: 'anonymous' }> => ({
  kind: 'app',
  clientId: 'app',
  scopes,
  purpose: null,
});

/** The schema as introspection shows it to this caller. */
async function seenBy(principal: Principal): Promise<string> {
  const token = principal.kind === 'anonymous' ? {} : { token: await graph.issuer.mint(principal) };
  const { json } = await graph.ask(getIntrospectionQuery(), token);
  expect(json.errors ?? []).toEqual([]);
  return printSchema(buildClientSchema(json.data as unknown as IntrospectionQuery, { assumeValid: true }));
}

test('shows a caller the fields that are open to all and those that its rights open', async () => {
  const open = await seenBy(anonymous);
  expect(open).toContain('people: [Person!]');
  expect(open).not.toMatch(/diary|secret|home: Place|note: String/);
  const reader = await seenBy(app(['diary']));
  expect(reader).toMatch(/diary: String/);
  expect(reader).toMatch(/home: Place/);
  expect(reader).not.toContain('secret');
  expect(await seenBy(app(['all', 'more']))).toMatch(/secret: String!/);
});

test('shows inaccessible fields to nobody', async () => {
  expect(await seenBy(app(['diary', 'secret', 'all', 'more']))).not.toContain('uin');
});

test('shows each caller its own schema for the same document, on both paths', async () => {
  const query = '{ __type(name: "Person") { fields { name } } }';
  const token = await graph.issuer.mint(app(['diary']));
  const names = async (options: { token?: string }) =>
    (await graph.ask<{ __type: { fields: { name: string }[] } }>(query, options)).json.data.__type.fields.map(
      ({ name }) => name,
    );
  for (let round = 0; round < 3; round++) {
    expect(await names({ token })).toContain('diary');
    expect(await names({})).not.toContain('diary');
  }
});

test('keeps a bounded number of schemas for a supergraph and all its contracts', () => {
  const { policyIndex, gatewaySdl } = admitSupergraph(testSupergraph, (sdl) => createRustPlanner(sdl));
  const schemas = Array.from({ length: 33 }, () => consumerSchema(gatewaySdl));
  const visible = schemas.map((schema) => visibleSchema(schema, policyIndex, anonymous));
  expect(new Set(visible).size).toBe(33);
  expect(visibleSchema(schemas.at(-1)!, policyIndex, anonymous)).toBe(visible.at(-1));
  expect(visibleSchema(schemas[0]!, policyIndex, anonymous)).not.toBe(visible[0]);
});
