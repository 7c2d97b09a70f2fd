import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../test/fixtures/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const answer = (body: object) => (response: import('node:http').ServerResponse) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
};

test.each([
  ['no entities', { data: {} }],
  ['too few entities', { data: { _entities: [] } }],
  ['something else than a list', { data: { _entities: { stars: 1 } } }],
  ['nothing, and no error', { data: null }],
  [
    'an error of an entity that was not requested',
    {
      data: null,
      errors: [{ message: 'm', path: ['_entities', 7], extensions: { code: 'NOT_FOUND' } }],
    },
  ],
])('an agency that returns %s causes an error at each missing field', async (_, body) => {
  gateway.behave('ratings', answer(body));
  const { json } = await gateway.ask('{ place(code: "park") { title stars } }');
  expect(json).toMatchObject({
    data: { place: { title: 'The park', stars: null } },
    errors: [{ path: ['place', 'stars'] }],
  });
});

test('an error without a path is reported at every field of its fetch', async () => {
  gateway.behave(
    'places',
    answer({ data: null, errors: [{ message: 'm', extensions: { code: 'NOT_FOUND' } }] }),
  );
  const { json } = await gateway.ask('{ a: place(code: "park") { title } b: place(code: "pool") { title } }');
  gateway.behave('places', null);
  expect(json).toMatchObject({ data: { a: null, b: null }, errors: [{ path: ['a'] }, { path: ['b'] }] });
});

test('the error of a null that propagated to the root is reported at every field of its fetch', async () => {
  const error = { message: 'm', path: ['_as_a', 'title'], extensions: { code: 'NOT_FOUND' } };
  gateway.behave('places', answer({ data: null, errors: [error] }));
  const { json } = await gateway.ask('{ a: place(code: "park") { title } b: place(code: "pool") { title } }');
  gateway.behave('places', null);
  expect(json).toMatchObject({
    data: { a: null, b: null },
    errors: [{ path: ['a', 'title'] }, { path: ['b'] }],
  });
});

test('the error of a null that propagated to an entity is reported at every field of it', async () => {
  const error = { message: 'm', path: ['_entities', 0, 'review', 'text'], extensions: { code: 'NOT_FOUND' } };
  gateway.behave('ratings', answer({ data: { _entities: [null] }, errors: [error] }));
  const { json } = await gateway.ask('{ place(code: "park") { title scale stars } }');
  expect(json).toMatchObject({
    data: { place: { title: 'The park', scale: null, stars: null } },
    errors: [{}, { path: ['place', 'scale'] }, { path: ['place', 'stars'] }],
  });
});
