import { buildClientSchema, buildSchema, getIntrospectionQuery, graphqlSync, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { completeIntrospection } from './complete-introspection.ts';

const visible = buildSchema(`
  type Query { stations(first: Int = 20): [Station!]! }
  type Station { "Its name." name: String }
`);
const transport = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])
  enum link__Purpose { SECURITY }
  type Query {
    "Stations by name." stations(first: Int = 20): [Station!]! @dataClass(class: C0)
    me: Citizen @authenticated
  }
  type Mutation { "Orders a pass." order(input: OrderInput!): Pass }
  input OrderInput { kind: Kind! secret: String @inaccessible }
  enum Kind { BUS }
  type Station @key(fields: "id") { id: ID! @inaccessible "Its name." name: String "Who is there." people: [Citizen!] }
  type Citizen @key(fields: "uin") {
    uin: ID! @inaccessible
    "Transit passes." passes(secret: Int @inaccessible): [Pass!] @requiresScopes(scopes: [["transport:passes"]])
  }
  type Pass { kind: Kind @deprecated(reason: "Use name.") other: Unknown }
`;
const query = getIntrospectionQuery({ inputValueDeprecation: true, directiveIsRepeatable: true });

function complete(texts = [{ subgraph: 'transport', sdl: transport }]) {
  const answer = graphqlSync({ schema: visible, source: query });
  return completeIntrospection(answer, query, texts, (coordinate, words, isReadable) =>
    isReadable ? words : `closed ${coordinate}. ${words}`,
  );
}

it('has what others may read beside what the caller may read, with a mark', () => {
  const schema = buildClientSchema((complete() as { data: never }).data);
  const {
    query: root,
    station,
    citizen,
  } = {
    query: schema.getQueryType()?.getFields(),
    station: schema.getType('Station')?.toConfig(),
    citizen: schema.getType('Citizen')?.toConfig(),
  };
  expect(root?.stations?.description).toBeFalsy();
  expect(root?.me?.description).toBe('closed Query.me. ');
  expect(station).toMatchObject({
    fields: {
      name: { description: 'Its name.' },
      people: { description: 'closed Station.people. Who is there.' },
    },
  });
  expect(citizen).toMatchObject({ fields: { passes: { args: {} } } });
  for (const text of [
    '{ stations { name people { passes { kind } } } me { passes { kind } } }',
    'mutation { order(input: { kind: BUS }) { kind } }',
  ]) {
    expect(validate(schema, parse(text))).toEqual([]);
  }
});

it('also describes what the caller may read', () => {
  const answer = graphqlSync({ schema: visible, source: query });
  const completed = completeIntrospection(
    answer,
    query,
    [{ subgraph: 'transport', sdl: transport }],
    (coordinate, words, isReadable) => `${isReadable ? 'open' : 'closed'} ${coordinate}. ${words}`,
  );
  const fields = buildClientSchema((completed as { data: never }).data)
    .getQueryType()
    ?.getFields();
  expect(fields?.stations?.description).toBe('open Query.stations. ');
  expect(fields?.me?.description).toBe('closed Query.me. ');
});

it('has nothing that is hidden, unknown or of a specification', () => {
  const text = JSON.stringify(complete());
  for (const name of ['uin', 'secret', 'link__Purpose', 'other', 'Unknown'])
    expect(text).not.toContain(`"${name}"`);
});

it('leaves an introspection as it is without texts, and an answer that is none', () => {
  const answer = graphqlSync({ schema: visible, source: query });
  expect(complete([])).toEqual(answer);
  expect(completeIntrospection({ errors: [] }, query, [{ subgraph: 'a', sdl: transport }], String)).toEqual({
    errors: [],
  });
});
