import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../gateway/test/fixtures/gateway.ts';
import { readAgencies, readSubgraphs, repositorySupergraph } from '../agencies.ts';
import { expectedAccess } from '../every-field/expected-access.ts';

const agencies = readAgencies();
const definitions = readSubgraphs();
const expected = expectedAccess(definitions);

/** As in production, which is the fixture's default. */
let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway(
    {},
    {
      supergraphSdl: repositorySupergraph(),
      subgraphs: agencies.map(({ name }) => name),
      respond: async () => JSON.stringify({ data: null }),
    },
  );
}, 120_000);
afterAll(() => graph?.close());

type PersonaName = keyof typeof personas;
interface Introspected {
  readonly types: readonly (NamedFields & { readonly name: string; readonly kind: string })[];
  readonly queryType: NamedFields;
  readonly mutationType: NamedFields | null;
}

interface NamedFields {
  readonly fields: readonly { readonly name: string }[];
}

async function ask(persona: PersonaName, query: string) {
  const principal = personas[persona];
  const caller = principal.kind === 'anonymous' ? {} : { token: await graph.issuer.mint(principal) };
  return graph.ask<{ __schema: Introspected }>(query, caller);
}

const introspection =
  '{ __schema { queryType { fields { name } } mutationType { fields { name } } types { name kind fields { name } } } }';

it.each(Object.keys(personas) as PersonaName[])(
  'introspection shows %s every open operation, and no other field',
  async (persona) => {
    const { json } = await ask(persona, introspection);
    expect(json.errors).toBeUndefined();
    const { types, queryType, mutationType } = json.data.__schema;
    const shown = types
      .filter(({ name, kind }) => kind === 'OBJECT' && !name.startsWith('__'))
      .flatMap(({ name, fields }) => fields.map((field) => `${name}.${field.name}`));
    const isOpen = (coordinate: string) =>
      expected.isVisible(coordinate) && expected.mayRead(personas[persona], coordinate);
    expect(shown.filter((coordinate) => !isOpen(coordinate))).toEqual([]);
    const roots = [
      ...queryType.fields.map(({ name }) => `Query.${name}`),
      ...(mutationType?.fields ?? []).map(({ name }) => `Mutation.${name}`),
    ];
    const open = expected.coordinates.filter((name) => /^(Query|Mutation)\./.test(name)).filter(isOpen);
    expect(roots.filter((root) => !open.includes(root))).toEqual([]);
    // Otherwise an object would remain without fields, if no field of a citizen is open.
    const seesCitizens = expected.coordinates.some((name) => name.startsWith('Citizen.') && isOpen(name));
    expect(open.filter((root) => !roots.includes(root))).toEqual(
      seesCitizens || !open.includes('Query.me') ? [] : ['Query.me'],
    );
  },
);

it('introspection hides types without an open path from anonymous callers', async () => {
  for (const name of ['FineParticulars', 'AccessRecord', 'SensitiveAddress', 'Consent']) {
    const query = `{ __type(name: "${name}") { name fields { name } } }`;
    expect((await ask('anonymous', query)).json).toEqual({ data: { __type: null } });
  }
});

it.each([
  '{ citizen { name } }',
  '{ me { profil { name } } }',
  '{ me { notice { cod } } }',
  'mutation { withdrawConsen(input: { consen: "1" }) { __typename } }',
  '{ notice(cod: "1") { statu } }',
  'query ($x: NarrowConsentInpu) { agencies { __typename } }',
  '{ agency(id: "1") { ... on Agenc { name } } }',
  '{ notices: me { notices(status: ISSUE) { nodes { code } } } }',
])('%s is refused without a suggestion', async (query) => {
  const { status, text } = await ask('anonymous', query);
  expect(status).toBe(400);
  expect(text).not.toMatch(/did you mean/i);
  // The message may repeat the wrong name and its parent type, but no similar name.
  for (const right of [
    '"profile"',
    '"notices"',
    '"withdrawConsent"',
    '"status"',
    'NarrowConsentInput',
    '"ISSUED"',
  ]) {
    expect(text).not.toContain(right);
  }
});

it.each(['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])(
  'the graph has no field that subgraphs offer only to the gateway: %s',
  async (query) => {
    expect((await ask('admin', query)).json.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  },
);
