import { expect, it } from 'vitest';
import { archiveOf, smallFeed } from '../../test/small-feed.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { ListedRows } from './listed-rows.ts';

it('makes the rows of a feed once, for all pages', async () => {
  const feed = await loadFeed(archiveOf(smallFeed), 'T');
  let made = 0;
  const stops = new ListedRows((listed) => {
    made += 1;
    return listed.stops.kinds.keys();
  });
  expect(stops.of(feed)).toBe(stops.of(feed));
  expect(stops.of(feed)[0]).toEqual({ feed, row: 0 });
  expect(made).toBe(1);
});
