import { expect, it } from 'vitest';
import { readSchema } from '../../../graph/read-schema.ts';
import { linksAt, mapSchema } from './schema-map.ts';

const identity = `
type Query { me: Citizen citizens: CitizenConnection citizensNear: NearbyConnection }
type Citizen { id: ID name: String district: Region friends: [Citizen!] }
type CitizenConnection { nodes: [Citizen!]! pageInfo: PageInfo! }
type NearbyConnection { edges: [NearbyEdge!]! }
type NearbyEdge { node: Citizen! }
type PageInfo { hasNextPage: Boolean }
`;
const payments = `
type Query { notice: Notice }
type Mutation { pay: PayPayload }
type PayPayload { notice: Notice }
type Citizen { id: ID notices: [Notice!]! hasDueNotices: Boolean }
type Notice { payer: Citizen issuedIn: Region }
`;
const statistics = 'type Region { code: ID name: String }';
const map = mapSchema([
  ...readSchema('identity', identity),
  ...readSchema('payments', payments),
  ...readSchema('statistics', statistics),
]);
const names = ({ field, to }: { field: { coordinate: string }; to: string }) => `${field.coordinate} ${to}`;

it('gives each type to the agency with most of its fields, and says who adds to it', () => {
  expect([...map.types.values()]).toEqual([
    { name: 'Citizen', home: 'identity', addedTo: ['payments'] },
    { name: 'Notice', home: 'payments', addedTo: [] },
    { name: 'Region', home: 'statistics', addedTo: [] },
  ]);
});

it('knows which fields arrive at a type and which leave it, also through lists in pages', () => {
  const { arriving, leaving } = linksAt(map, 'Citizen');
  expect(arriving.map(names)).toEqual([
    'Query.me Citizen',
    'Query.citizens Citizen',
    'Query.citizensNear Citizen',
    'Notice.payer Citizen',
  ]);
  expect(leaving.map(names)).toEqual([
    'Citizen.district Region',
    'Citizen.friends Citizen',
    'Citizen.notices Notice',
  ]);
});

it('joins agencies by the fields that lead from one to the other or are added', () => {
  expect(
    map.agencyLinks.map(({ from, to, fields }) => [from, to, fields.map(({ coordinate }) => coordinate)]),
  ).toEqual([
    ['identity', 'statistics', ['Citizen.district']],
    ['identity', 'payments', ['Citizen.notices', 'Citizen.hasDueNotices']],
    ['payments', 'identity', ['Notice.payer']],
    ['payments', 'statistics', ['Notice.issuedIn']],
  ]);
});
