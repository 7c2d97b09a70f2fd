import { readCostDirectives } from '@civic-graph/gateway/testing';
import { buildSchema, getNamedType, getNullableType, isListType, isObjectType, parse } from 'graphql';
import { expect, it } from 'vitest';
import { repositorySupergraph } from '../agencies.ts';

const supergraph = repositorySupergraph();
const { listSizes, weights } = readCostDirectives(parse(supergraph));

const schema = buildSchema(supergraph, { assumeValid: true });

const lists = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  .flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields())
          .filter((field) => isListType(getNullableType(field.type)))
          .map((field) => ({ type, field, coordinate: `${type.name}.${field.name}` }))
      : [],
  );

const sizedAbove = new Set(
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .flatMap(({ type, field }) =>
      (listSizes.get(`${type.name}.${field.name}`)?.sizedFields ?? []).map(
        (name) => `${getNamedType(field.type).name}.${name}`,
      ),
    ),
);

// A list without a size counts as one element, so everything below it would be almost free.
it.each(lists)(
  '$coordinate states its length, or is a page of a connection',
  ({ type, field, coordinate }) => {
    const isPage = type.name.endsWith('Connection') || field.args.some(({ name }) => name === 'first');
    expect(isPage || sizedAbove.has(coordinate) || listSizes.has(coordinate)).toBe(true);
  },
);

// Fields that take an agency milliseconds of CPU time need a weight, or one operation could request a
// thousand of them.
it.each(['Query.planJourney', 'Receipt.pdf'])('%s has its own weight', (coordinate) => {
  expect(weights.get(coordinate)).toBeGreaterThanOrEqual(1_000);
});

it('the schema has such lists', () => {
  expect(lists.length).toBeGreaterThan(50);
});
