import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { city } from '../shapes/city.ts';
import { chain, everyone, ladder, list } from '../shapes/ladder.ts';
import { layOutShape } from '../shapes/lay-out-shape.ts';
import { variablesOf } from '../shapes/shape.ts';
import { shop } from '../shapes/shop.ts';
import { compileAnswer } from './compile-answer.ts';

const shapes = [city, shop, ladder(4, [list(3), chain(3), everyone(4)])];

describe.each(shapes)('the stubs of $name', (shape) => {
  it('answer like graphql-js over the same data', async () => {
    const laidOut = await layOutShape(shape, join(tmpdir(), `bench-${shape.name}`), 'http://127.0.0.1:1');
    for (const query of shape.queries) {
      const variables = variablesOf(query);
      const answer: unknown = JSON.parse(compileAnswer(query.text, shape.world)(variables));
      expect(answer).toEqual(await laidOut.answer(query, variables));
    }
  });

  it('give differing requests different answers of the same length', () => {
    for (const query of shape.queries) {
      const answer = compileAnswer(query.text, shape.world);
      const [one, other] = ['0000000001', '9876543210'].map((digits) => answer(variablesOf(query, digits)));
      expect(other).not.toBe(one);
      expect(other?.length).toBe(one?.length);
    }
  });
});

it('entities come from their representations, and fields under one key are merged', () => {
  const text = `query ($r: [_Any!]!) {
    _entities(representations: $r) { __typename ... on Product { up: upc reviews { id } } ...More ... on User { name } }
  }
  fragment More on Product { reviews { body } }`;
  const answer = JSON.parse(compileAnswer(text, shop.world)({ r: [{ __typename: 'Product', upc: 'P1-3' }] }));
  expect(answer.data._entities).toHaveLength(1);
  expect(answer.data._entities[0]).toMatchObject({ __typename: 'Product', up: 'P1-3' });
  expect(Object.keys(answer.data._entities[0].reviews[0])).toEqual(['id', 'body']);
});

it('a directive is refused: an answer that ignores it would be wrong', () => {
  expect(() => compileAnswer('{ users(page: "1") @skip(if: true) { id } }', shop.world)({})).toThrow(
    'directives',
  );
});
