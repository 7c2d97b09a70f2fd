import { expect, it } from 'vitest';
import { readSdl } from './read-sdl.ts';

it('reads description, class and scopes of each field', () => {
  const fields = readSdl(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
    type Query {
      """
      Stops,
      by name.
      """
      stops: [ID!]! @dataClass(class: C0)
    }
    type Citizen @key(fields: "uin") @requiresScopes(scopes: [["a:basic"]]) @dataClass(class: C2) {
      uin: ID! @inaccessible
      passes: [ID!] @requiresScopes(scopes: [["a:passes"], ["a:all", "a:passes"]]) @dataClass(class: C3)
      name: String
    }
    type _Entity { id: ID }
    enum Language { EN }`);
  expect([...fields.values()]).toEqual([
    {
      coordinate: 'Query.stops',
      typeName: 'Query',
      description: 'Stops, by name.',
      dataClass: 'C0',
      scopes: [],
    },
    {
      coordinate: 'Citizen.passes',
      typeName: 'Citizen',
      description: null,
      dataClass: 'C3',
      scopes: ['a:basic', 'a:passes', 'a:all'],
    },
    {
      coordinate: 'Citizen.name',
      typeName: 'Citizen',
      description: null,
      dataClass: 'C2',
      scopes: ['a:basic'],
    },
  ]);
});
