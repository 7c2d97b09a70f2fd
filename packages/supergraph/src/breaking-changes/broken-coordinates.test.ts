import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { brokenCoordinates } from './broken-coordinates.ts';

const schema = buildSchema(`
  enum Mode { BUS RAIL }
  input Filter { mode: Mode  and: Filter }
  interface Stop { name: String }
  type Station implements Stop { name: String  code: ID }
  union Place = Station
  type Query { stops(filter: Filter, first: Int): [Stop]  busiest(mode: Mode): Place  mode: Mode }
`);

test.each([
  ['Station', ['Station.name', 'Station.code']],
  ['Station.code', ['Station.code']],
  ['Stop.name', ['Stop.name']],
  ['Query.stops(first:)', ['Query.stops(first:)']],
  // New and required.
  ['Query.stops(after:)', ['Query.stops']],
  ['Filter.mode', ['Query.stops(filter:)']],
  ['Mode.BUS', ['Query.stops(filter:)', 'Query.busiest(mode:)']],
  // Who reads a union is not broken by one member less.
  ['Place', []],
  ['Query.other', []],
  ['@tag', []],
  [null, []],
])('a change of %s breaks %j', (changed, broken) => {
  expect(brokenCoordinates(changed, schema)).toEqual(broken);
});
