import { expect, it } from 'vitest';
import { readCatalogue } from './read-catalogue.ts';
import { createCatalogueSearch } from './search-catalogue.ts';

const transport = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])
type Query { "Stations by name." stations(first: Int = 20): [Station!]! @dataClass(class: C0) }
type Station @key(fields: "gtfsId") @dataClass(class: C0) {
  gtfsId: ID!
  "The next departures." departures: [String!]! @deprecated(reason: "Use stopTimes.")
}
type Citizen @key(fields: "uin") {
  uin: ID! @inaccessible
  "Transit passes of the citizen."
  transitPasses: [String!] @dataClass(class: C2) @requiresScopes(scopes: [["transport:passes"]])
    @policy(policies: [["owner", "consent:transport:passes"], ["agency"]])
}
`;
const fields = readCatalogue([{ subgraph: 'transport', sdl: transport }]);
const of = (coordinate: string) => fields.find((field) => field.coordinate === coordinate);

it('has every field with its class and rules, and nothing that is hidden', () => {
  expect(fields.map(({ coordinate }) => coordinate)).toEqual([
    'Query.stations',
    'Station.gtfsId',
    'Station.departures',
    'Citizen.transitPasses',
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

it('finds fields by parts of their names, by words of descriptions, and with a typing error', () => {
  const search = createCatalogueSearch(fields);
  const found = (text: string) => search(text).map(({ coordinate }) => coordinate);
  expect(found('passes')).toEqual(['Citizen.transitPasses']);
  expect(found('transitPasses')[0]).toBe('Citizen.transitPasses');
  expect(found('next departures')).toEqual(['Station.departures']);
  expect(found('departurs')).toEqual(['Station.departures']);
  expect(found('nothing like it')).toEqual([]);
  expect(found(' ')).toHaveLength(fields.length);
});
