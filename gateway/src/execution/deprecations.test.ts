import { composeSupergraph } from '@civic-graph/supergraph';
import { createInProcessGraph, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRows, subgraphs } from '../../test/fixtures/create-engine.ts';
import { startTestGateway, type TestGateway } from '../../test/fixtures/gateway.ts';

const sunset = `extend schema @link(url: "https://civic-graph.example/sunset/v1.0", import: ["@sunset"])
  @composeDirective(name: "@sunset")
directive @sunset(on: String!) on FIELD_DEFINITION`;

/** The people's subgraph deprecates a public field and a guarded one. */
const deprecating = subgraphs.map((subgraph) => ({
  ...subgraph,
  sdl: subgraph.sdl.includes('diary: String')
    ? `${sunset}\n${subgraph.sdl
        .replace('age: Int', 'age: Int @deprecated(reason: "Use size.") @sunset(on: "2036-06-30")')
        .replace('diary: String', 'diary: String @deprecated @sunset(on: "2036-01-31")')}`
    : subgraph.sdl,
}));

let graph: TestGateway;
beforeAll(async () => {
  const { roots, rows } = createRows();
  const { respond } = createInProcessGraph(subgraphs, roots, rows);
  const supergraphSdl = composeSupergraph(deprecating);
  graph = await startTestGateway(
    {},
    { supergraphSdl, subgraphs: subgraphs.map(({ name }) => name), respond },
  );
});
afterAll(() => graph.close());

const age = { coordinate: 'Person.age', sunsetOn: '2036-06-30', reason: 'Use size.' };
const diary = { coordinate: 'Person.diary', sunsetOn: '2036-01-31', reason: 'No longer supported' };
const read = '{ person(id: "1") { name age diary } agents { ... on Person { age } } }';

async function told(query: string, options: Parameters<TestGateway['ask']>[1] = {}): Promise<unknown> {
  const { json } = await graph.ask(query, options);
  return (json.extensions as { readonly deprecations?: unknown } | undefined)?.deprecations;
}

// The first request takes the slow path, the second the fast path.
describe.each(['slow', 'fast'])('a caller of deprecated fields, on the %s path', () => {
  test('is told once in each answer of the fields that it may read', async () => {
    const token = await graph.issuer.mint({ ...personas.lin, scopes: ['diary'] });
    expect(await told(read, { token })).toEqual([diary, age]);
    expect(await told(read)).toEqual([age]);
  });

  test('is told nothing where it reads none, or excludes it', async () => {
    expect(await told('{ person(id: "1") { name } }')).toBeUndefined();
    const query = 'query ($all: Boolean!) { person(id: "1") { name age @include(if: $all) } }';
    expect(await told(query, { variables: { all: false } })).toBeUndefined();
    expect(await told(query, { variables: { all: true } })).toEqual([age]);
  });
});
