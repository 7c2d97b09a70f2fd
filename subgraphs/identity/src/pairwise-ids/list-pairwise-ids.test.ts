import { testSecrets } from '@civic-graph/testing';
import { createPairwiseIds } from '@civic-graph/tokens';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startIdentityDatabase } from '../store/identity-database.fixture.ts';
import { assertAgency, listPairwiseIds } from './list-pairwise-ids.ts';

const pairwiseIds = createPairwiseIds(testSecrets.addressee);
let tables: Awaited<ReturnType<typeof startIdentityDatabase>>;
beforeAll(async () => {
  tables = await startIdentityDatabase();
  const people = Array.from({ length: 3 }, (_, index) => ({
    key: `CTZ-${index}`,
    number: `33010619900101000${index}`,
  }));
  await tables.database
    .insertInto('citizen')
    .values(people.map(({ key }) => ({ key, login_name: key, assurance: 'high' as const })))
    .execute();
  await tables.database
    .insertInto('citizen_national_id')
    .values(people.map(({ key, number }) => ({ citizen_key: key, id_number: number.replace(/2$/, 'X') })))
    .execute();
});
afterAll(() => tables.stop());

async function list(numbers: readonly string[]) {
  const all = [];
  for await (const some of listPairwiseIds(tables.database, pairwiseIds, 'education', numbers))
    all.push(...some);
  return all;
}

test('an agency gets its own pairwise id for each person on its list, by line number, and no identity number', async () => {
  const numbers = ['330106199001010001', 'nobody', ' 33010619900101000x ', ''];
  const listed = await list(numbers);
  expect(listed).toEqual([
    { line: 1, addressee: pairwiseIds.idOf('CTZ-1', 'education') },
    { line: 2, problem: 'nobody has this number' },
    { line: 3, addressee: pairwiseIds.idOf('CTZ-2', 'education') },
    { line: 4, problem: 'nobody has this number' },
  ]);
  expect(JSON.stringify(listed)).not.toContain('33010619');
});

test('a list of any length is answered in order', async () => {
  const listed = await list(Array.from({ length: 2_500 }, (_, index) => `33010619900101000${index % 2}`));
  expect(listed.map(({ line }) => line)).toEqual(Array.from({ length: 2_500 }, (_, index) => index + 1));
  expect(listed[2_401]).toEqual({ line: 2_402, addressee: pairwiseIds.idOf('CTZ-1', 'education') });
});

test('an unknown agency gets none', async () => {
  await expect(assertAgency(tables.database, 'educaton')).rejects.toThrow(RangeError);
});
