import { expect, it } from 'vitest';
import { readSchema } from './read-schema.ts';

const transport = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])
type Query { "Stations by name." stations(first: Int = 20): [Station!]! @dataClass(class: C0) }
type Station @key(fields: "gtfsId") @dataClass(class: C0) {
  gtfsId: ID!
  "The next departures." departures: [String!]! @deprecated(reason: "Use stopTimes.")
}
type Citizen @key(fields: "uin") {
  uin: ID! @inaccessible
  language: String @external
  "Transit passes of the citizen."
  transitPasses: [String!] @dataClass(class: C2) @requiresScopes(scopes: [["transport:passes"]])
    @policy(policies: [["owner", "consent:transport:passes"], ["agency"]])
}
interface Leg @dataClass(class: C0) { from: String }
type _Entity { id: ID }
enum Language { EN }
`;
const fields = readSchema('transport', transport);
const of = (coordinate: string) => fields.find((field) => field.coordinate === coordinate);

it('has every field with its class and rules, and nothing that is hidden or of another subgraph', () => {
  expect(fields.map(({ coordinate }) => coordinate)).toEqual([
    'Query.stations',
    'Station.gtfsId',
    'Station.departures',
    'Citizen.transitPasses',
    'Leg.from',
  ]);
  expect(of('Citizen.transitPasses')).toEqual({
    coordinate: 'Citizen.transitPasses',
    typeName: 'Citizen',
    valueType: '[String!]',
    description: 'Transit passes of the citizen.',
    subgraph: 'transport',
    dataClass: 'C2',
    deprecation: null,
    access: {
      isForSignedIn: false,
      scopes: [['transport:passes']],
      policies: [['owner', 'consent:transport:passes'], ['agency']],
    },
  });
  expect(of('Station.departures')).toMatchObject({ dataClass: 'C0', deprecation: 'Use stopTimes.' });
});

it('requires the rules of the type and of the field', () => {
  const [name, passes] = readSchema(
    'transport',
    `type Citizen @authenticated @requiresScopes(scopes: [["a:basic"]]) @dataClass(class: C2) {
      name: String
      passes: [ID!] @requiresScopes(scopes: [["a:passes"], ["a:all", "a:basic"]]) @dataClass(class: C3)
    }`,
  );
  expect(name).toMatchObject({
    dataClass: 'C2',
    access: { isForSignedIn: true, scopes: [['a:basic']], policies: [] },
  });
  expect(passes).toMatchObject({
    dataClass: 'C3',
    access: {
      isForSignedIn: true,
      scopes: [
        ['a:basic', 'a:passes'],
        ['a:basic', 'a:all'],
      ],
    },
  });
});

it('requires the rules of the result type, and leaves out ways that need more than another', () => {
  const [passes] = readSchema(
    'transport',
    `type Citizen { passes: [Pass!]! @policy(policies: [["owner"], ["role:clerk"]]) }
    type Pass @authenticated @policy(policies: [["consent:a:passes"], ["role:clerk"]]) { id: ID }`,
  );
  expect(passes?.access).toEqual({
    isForSignedIn: true,
    scopes: [],
    policies: [['owner', 'consent:a:passes'], ['role:clerk']],
  });
});
