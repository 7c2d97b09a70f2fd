import { expect, test } from 'vitest';
import { testRandom } from '../../test/random.ts';
import { randomTable } from '../../test/random-table.ts';
import { codedManifest, csvOf, releaseText } from '../../test/release-text.ts';

const dimensions = [
  { codes: '_T 0<_T 1<_T 2<_T', totals: ['_T'] },
  { codes: '_T 0<_T 1<_T 2<_T 3<_T', totals: ['_T'] },
];

test('the same table under another id or in another row order hides the same cells', async () => {
  const random = testRandom();
  for (let round = 0; round < 20; round += 1) {
    const { cells } = randomTable(random, [3, 4], 90);
    const rows = cells.map(({ key, value }) => `${key.join(' ')} ${value}`);
    const hidden = async (id: string, text: readonly string[]) => {
      const { published } = await releaseText(codedManifest(dimensions, { id }), csvOf(2, text));
      return [...(published ?? [])].flatMap(([name, value]) => (value === null ? [name] : [])).sort();
    };
    const first = await hidden('one', rows);
    expect(await hidden('other', rows)).toEqual(first);
    expect(await hidden('other', rows.toReversed())).toEqual(first);
  }
});
