import { personas } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { configOf, contentOf, type Files, smallFeed } from '../../test/small-feed.ts';
import type { FeedSource } from '../source/feed-source.ts';
import { createTransportSubgraph } from '../subgraph.ts';

const sourceOf = (files: Files): FeedSource => ({
  read: async () => ({ fingerprint: 'b', content: contentOf(files) }),
});

it('refuses to start if no feed can be loaded, with a reason for each', async () => {
  const start = createTransportSubgraph(
    { ...configOf({ id: 'a', gtfs: '/nowhere/a.zip' }, { id: 'b' }), feedsVariable: 'TRANSPORT_FEEDS' },
    { sources: { b: sourceOf({ ...smallFeed, 'stops.txt': 'stop_id\ns1\n' }) } },
  );
  await expect(start).rejects.toThrow(
    /^TRANSPORT_FEEDS: none of the 2 feeds can be loaded; fix at least one\n {2}a: \/nowhere\/a\.zip: no such file\n {2}b: the feed is refused because of \d+ error/,
  );
});

it('serves the others beside a path that is a folder', async () => {
  const beside = await createTransportSubgraph(
    configOf({ id: 'a', gtfs: import.meta.dirname }, { id: 'b' }),
    { sources: { b: sourceOf(smallFeed) } },
  );
  const query = '{ feeds { feedId feed { feedId } refused { problems { code message } } } }';
  const { data } = await beside.executeAs(personas.anonymous, { query });
  await beside.close();
  const problems = [{ code: 'unreadable_source', message: 'not a file; give the path of a GTFS zip' }];
  expect(data).toEqual({
    feeds: [
      { feedId: 'a', feed: null, refused: { problems } },
      { feedId: 'b', feed: { feedId: 'b' }, refused: null },
    ],
  });
});
