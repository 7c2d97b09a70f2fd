import { composeSupergraph, ownSubgraph, readCostDirectives } from '@civic-graph/gateway';
import { buildSchema, getNullableType, isListType, isObjectType, parse } from 'graphql';
import { expect, it } from 'vitest';
import { readAgencies } from '../agencies.ts';

const supergraph = composeSupergraph([...readAgencies(), ownSubgraph]);
const { listSizes } = readCostDirectives(parse(supergraph));

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

it('there are such lists', () => {
  expect(lists.length).toBeGreaterThan(50);
});
