import { afterAll, beforeAll, expect, it } from 'vitest';
import { create__Type__ } from './subgraph.ts';

type Created = Awaited<ReturnType<typeof create__Type__>>;
let subgraph: Created;
beforeAll(async () => {
  subgraph = await create__Type__({ SUBGRAPH_SECRET: 'a'.repeat(43) });
});
afterAll(() => subgraph.close());

const citizen = {
  kind: 'citizen',
  subject: 'pairwise',
  citizenKey: 'one',
  clientId: 'app',
  scopes: ['__name__:records'],
  consents: ['__name__:records'],
  consentId: 'consent',
  purpose: 'city-services',
  assurance: 'substantial',
} as const;
const recordsOf = (uin: string) =>
  `{ _entities(representations: [{ __typename: "Citizen", uin: "${uin}" }]) { ... on Citizen { __field__Records { title place { name } } } } }`;

it('gives anybody a place', async () => {
  const query = '{ __field__Place(id: "west") { name } }';
  expect(await subgraph.executeAs({ kind: 'anonymous' }, { query })).toEqual({
    data: { __field__Place: { name: 'West' } },
  });
});

it('gives a citizen their own records, and nobody else’s', async () => {
  const records = [{ title: 'A first record', place: { name: 'West' } }];
  expect(await subgraph.executeAs(citizen, { query: recordsOf('one') })).toEqual({
    data: { _entities: [{ __field__Records: records }] },
  });
  for (const [caller, uin] of [
    [citizen, 'another'],
    [{ kind: 'anonymous' }, 'one'],
    [{ ...citizen, consents: [] }, 'one'],
  ] as const) {
    const { data, errors } = await subgraph.executeAs(caller, { query: recordsOf(uin) });
    expect(JSON.stringify(data)).not.toContain('A first record');
    expect(errors?.length).toBeGreaterThan(0);
  }
});
