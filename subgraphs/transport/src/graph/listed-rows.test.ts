import { expect, it } from 'vitest';
import { archiveOf, configOf, smallFeed } from '../../test/small-feed.ts';
import { locationType } from '../feed/tables.ts';
import type { LoadedFeed } from '../feeds/feed-store.ts';
import { type ConfiguredFeed, FeedsInService } from '../feeds/feeds-in-service.ts';
import type { Network } from '../feeds/network.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { joinPlaces } from '../places/join-places.ts';
import { emptySnapshot } from '../realtime/snapshot.ts';
import { ListedPlaces, ListedRows } from './listed-rows.ts';

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

it('makes the places of all feeds once for each network', async () => {
  const ids = ['one', 'other'];
  const feeds = await Promise.all(ids.map((id) => loadFeed(archiveOf(smallFeed), id)));
  const networkOf = async () => {
    const loaded = feeds.map((feed) => ({ feed }) as LoadedFeed);
    return { feeds: loaded, places: await joinPlaces(feeds) } as unknown as Network;
  };
  const configured = configOf(...ids.map((id) => ({ id }))).feeds.map(
    (settings) => ({ settings, realtime: { of: emptySnapshot } }) as ConfiguredFeed,
  );
  const network = await networkOf();
  const stops = new ListedPlaces(locationType.stop);
  // Each request has feeds in service of its own.
  const ofRequest = (served: Network) => stops.of(new FeedsInService(served, configured));
  const listed = ofRequest(network);
  expect(listed.map(({ feed, row }) => [feed.id, row])).toEqual([
    ['one', 0],
    ['one', 1],
    ['one', 2],
  ]);
  expect(ofRequest(network)).toBe(listed);
  expect(ofRequest(await networkOf())).not.toBe(listed);
});
