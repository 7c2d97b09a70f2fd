import { ownSubgraph } from '@civic-graph/gateway';
import { readCostDirectives } from '@civic-graph/gateway/testing';
import { composeSupergraph } from '@civic-graph/supergraph';
import { buildSchema, getNullableType, isListType, isObjectType, parse } from 'graphql';
import { expect, it } from 'vitest';
import { readAgencies } from '../agencies.ts';

const supergraph = composeSupergraph([...readAgencies(), ownSubgraph]);
const { listSizes, weights } = readCostDirectives(parse(supergraph));

const lists = Object.values(buildSchema(supergraph, { assumeValid: true }).getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  .flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields())
          .filter((field) => isListType(getNullableType(field.type)))
          .map((field) => ({ type, field, coordinate: `${type.name}.${field.name}` }))
      : [],
  );

// What no one says anything of counts as one, and what lies below it costs next to nothing.
it.each(lists)(
  '$coordinate says how long it is, or is a page of a connection',
  ({ type, field, coordinate }) => {
    const isPage = type.name.endsWith('Connection') || field.args.some(({ name }) => name === 'first');
    expect(isPage || listSizes.has(coordinate)).toBe(true);
  },
);

// What takes an agency milliseconds of processor time is paid for, or one operation could ask for a thousand
// of it.
it.each(['Query.planJourney', 'Receipt.pdf'])('%s has a weight of its own', (coordinate) => {
  expect(weights.get(coordinate)).toBeGreaterThanOrEqual(1_000);
});

it('there are such lists', () => {
  expect(lists.length).toBeGreaterThan(50);
});
