import { Supergraph } from '@apollo/federation-internals';
import { admitSupergraph, createRustPlanner } from '@civic-graph/gateway/testing';
import { personas, sampleOutsideGate } from '@civic-graph/testing';
import { isInputType, isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../gateway/test/fixtures/gateway.ts';
import { readAgencies, readSubgraphs, repositorySupergraph } from '../agencies.ts';
import { expectedAccess } from '../every-field/expected-access.ts';
import { type FieldPath, fieldPaths, operationFor } from '../every-field/field-paths.ts';
import { createMockSubgraphs } from '../every-field/mock-subgraphs.ts';

/*
 * Decision 0041: names in the clients' schema are public, names hidden from all clients are not. For a caller
 * without a token, in production.
 */
const agencies = readAgencies();
const definitions = readSubgraphs();
const supergraphSdl = repositorySupergraph();
const { gatewaySdl } = admitSupergraph(supergraphSdl, createRustPlanner);
const schema = Supergraph.build(gatewaySdl).apiSchema().toGraphQLJSSchema();
const expected = expectedAccess(definitions);
const mocks = createMockSubgraphs(definitions);

const paths = new Map<string, FieldPath>();
for (const path of fieldPaths(schema)) {
  const { declared } = path.steps.at(-1)!;
  if (!paths.has(declared)) paths.set(declared, path);
}
const isOpen = (coordinate: string) => expected.mayRead(personas.anonymous, coordinate);
const guarded = [...paths].filter(([coordinate]) => !isOpen(coordinate));

/** Elements that the supergraph defines and no client sees. */
const whole = parse(supergraphSdl).definitions;
const hiddenTypes = whole.flatMap((node) =>
  node.kind.endsWith('TypeDefinition') && 'name' in node && node.name && !schema.getType(node.name.value)
    ? [node.name.value]
    : [],
);
const hiddenDirectives = whole.flatMap((node) =>
  node.kind === 'DirectiveDefinition' && !schema.getDirective(node.name.value) ? [node.name.value] : [],
);
const hiddenFields = whole.flatMap((node) => {
  if (node.kind !== 'ObjectTypeDefinition' && node.kind !== 'InterfaceTypeDefinition') return [];
  const type = schema.getType(node.name.value);
  const known = isObjectType(type) ? type.getFields() : null;
  return (node.fields ?? [])
    .filter(({ name }) => known && !(name.value in known))
    .map(({ name }) => `${node.name.value}.${name.value}`);
});
const hiddenWords = [...hiddenTypes, ...hiddenFields.map((coordinate) => coordinate.split('.')[1]!)];
const anyHiddenWord = new RegExp(`\\b(?:${hiddenWords.join('|')})\\b`, 'g');

/** The audit's and the quotas' own calls to an agency are not operations. */
const respond: typeof mocks.respond = async (subgraph, text: string | undefined, variables) =>
  text === undefined ? '{}' : mocks.respond(subgraph, text, variables);

/** As in production, which is the fixture's default. */
let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway({}, { supergraphSdl, subgraphs: agencies.map(({ name }) => name), respond });
}, 120_000);
afterAll(() => graph?.close());

const ask = async (query: string) => {
  const { text } = await graph.send({
    headers: {
      'content-type': 'application/json',
      ...(query.startsWith('subscription') && { accept: 'text/event-stream' }),
    },
    payload: JSON.stringify({ query }),
  });
  expect(text).not.toMatch(/did you mean/i);
  const told = [...text.matchAll(anyHiddenWord)]
    .map(([word]) => word)
    .filter((word) => !query.includes(word));
  expect(told).toEqual([]);
  return text;
};

/** The path with other names for the last field. */
function misnamed(path: FieldPath, names: readonly string[]): string {
  const last = path.steps.at(-1)!;
  const steps = [...path.steps.slice(0, -1), { ...last, text: names.join(' ') }];
  return operationFor({ ...path, steps, isComposite: false }, 'direct');
}

const messagesOf = (text: string) =>
  [...text.matchAll(/"message":"((?:[^"\\]|\\.)*)"/g)].map(([, message = '']) => JSON.parse(`"${message}"`));

describe('a guarded field', () => {
  it.each(sampleOutsideGate(guarded, 4))('%s is refused with its rule and its remedy', async (_, path) => {
    mocks.reset(path.members);
    const text = await ask(operationFor(path, 'direct'));
    // Only the first closed field of the path is checked.
    const first = path.steps.map(({ coordinate }) => coordinate).find((coordinate) => !isOpen(coordinate));
    expect([...text.matchAll(/"coordinate":"([^"]*)"/g)].map(([, coordinate]) => coordinate)).toEqual([
      first,
    ]);
    expect(text).toMatch(/"code":"UNAUTHORIZED_FIELD_OR_TYPE"/);
    expect(text).toMatch(/"rule":"(authenticated|requiresScopes|policy)"/);
    expect(text).toMatch(/"remedy":"[^"]+/);
  });

  const types = new Set(guarded.map(([coordinate]) => coordinate.split('.')[0]!));
  it.each([...types])('of %s, misspelt, is suggested by no message', async (type) => {
    const fields = guarded.filter(([coordinate]) => coordinate.startsWith(`${type}.`));
    for (let at = 0; at < fields.length; at += 5) {
      const names = fields.slice(at, at + 5).map(([coordinate]) => `${coordinate.split('.')[1]}x`);
      const wrong = type === 'Subscription' ? names.slice(0, 1) : names;
      const text = await ask(misnamed(fields[at]![1], wrong));
      const messages = wrong.map((name) => `Cannot query field "${name}" on type "${type}".`);
      expect(messagesOf(text)).toEqual(messages);
    }
  });
});

it('a type that introspection hides from anonymous callers is neither described nor suggested', async () => {
  const { data } = JSON.parse(await ask('{ __schema { types { name } } }'));
  const shown = new Set(data.__schema.types.map(({ name }: { name: string }) => name));
  const closed = Object.values(schema.getTypeMap()).filter(
    ({ name }) => !name.startsWith('__') && !shown.has(name),
  );
  expect(closed.length).toBeGreaterThan(20);
  for (const type of closed) {
    const { name } = type;
    expect(JSON.parse(await ask(`{ __type(name: "${name}") { name } }`)).data.__type).toBeNull();
    expect(messagesOf(await ask(`{ ... on ${name}x { __typename } }`))).toEqual([`Unknown type "${name}x".`]);
    // The existence of the type is public and confirmed, but nothing else.
    const query = isInputType(type)
      ? `query ($x: ${name}) { __typename @skip(if: $x) }`
      : `{ ... on ${name} { __typename } }`;
    expect(messagesOf(await ask(query)).join()).not.toMatch(/^Unknown type/);
  }
});

describe('a hidden element gets the same answer as an unknown one', () => {
  const madeUp = 'qwertzuiop';
  const same = async (name: string, write: (name: string) => string) => {
    const [real, fake] = [await ask(write(name)), await ask(write(madeUp))];
    expect(real.replaceAll(name, madeUp)).toBe(fake);
  };

  it('the schema has hidden elements', () => {
    expect(hiddenTypes.length).toBeGreaterThan(3);
    expect(hiddenDirectives.length).toBeGreaterThan(3);
    expect(hiddenFields).toContain('Citizen.uin');
  });

  it.each(hiddenTypes)('the type %s', async (type) => {
    await same(type, (name) => `{ __type(name: "${name}") { kind } }`);
    await same(type, (name) => `{ ... on ${name} { __typename } }`);
    await same(type, (name) => `query ($x: ${name}) { __typename }`);
  });

  it.each(hiddenDirectives)('the directive @%s', async (directive) => {
    await same(directive, (name) => `{ __typename @${name} }`);
  });

  it.each(hiddenFields)('the field %s', async (coordinate) => {
    const [type, field] = coordinate.split('.');
    const [, path] = [...paths].find(([declared]) => declared.startsWith(`${type}.`))!;
    await same(field!, (name) => misnamed(path, [name]));
  });
});
