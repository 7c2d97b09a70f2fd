import { expect, it } from 'vitest';
import { type Files, smallFeed, sourceOf } from '../test/small-feed.ts';
import { TextBuilder, TextsTooLarge } from './feed/text-column.ts';
import { FeedStore } from './feeds/feed-store.ts';
import type { FeedRefused } from './gtfs/load-report.ts';
import { readFeed } from './source/read-feed.ts';

async function refusalOf(files: Files) {
  const { content } = await sourceOf({ ...smallFeed, ...files }).read();
  const refused: FeedRefused = await readFeed({ content }, 'T').then(
    () => expect.unreachable('the feed was loaded'),
    (error) => error,
  );
  return refused.report.problems;
}

it('a file of millions of tiny rows is refused', async () => {
  const files = {
    'transfers.txt': `from_stop_id,to_stop_id,transfer_type\n${'s1,s2,0\n'.repeat(2_000_001)}`,
  };
  expect(await refusalOf(files)).toMatchObject([
    {
      code: 'feed_too_large',
      line: 2_000_002,
      message: 'the file has more than 2,000,000 rows; split the feed',
    },
  ]);
});

it('a message names long ids in part only', async () => {
  const long = 'x'.repeat(900_000);
  const [problem] = await refusalOf({
    'stops.txt': `${smallFeed['stops.txt']!.replace('stop_lon', 'stop_lon,parent_station')}s4,A,62,27,${long}\n`,
  });
  expect(problem).toMatchObject({ code: 'foreign_key_violation', field: 'parent_station' });
  expect(problem!.message.length).toBeLessThan(600);
});

it('texts that take too much memory are refused before they are copied', () => {
  const texts = new TextBuilder(5_000);
  const long = 'x'.repeat(1_000);
  for (let row = 0; row < 3; row += 1) texts.push(long);
  expect(() => texts.push(long)).toThrow(TextsTooLarge);
  expect([...texts.column()]).toEqual([long, long, long]);
});

it('a defect in loading refuses one feed, once, and is reported', async () => {
  const failures: unknown[] = [];
  let loads = 0;
  const store = await FeedStore.open({
    ...{ source: sourceOf(smallFeed), feedId: 'T', clock: () => new Date(), serve: async () => {} },
    load: async () => {
      loads += 1;
      throw new RangeError('Map maximum size exceeded');
    },
    onFailure: (error) => failures.push(error),
  });
  expect(store.current).toBeNull();
  expect(store.refusal!.report.problems).toMatchObject([{ code: 'unreadable_source' }]);
  expect(await store.reload()).toBe('refused');
  expect([loads, failures.length]).toEqual([1, 1]);
});
