import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personas } from '@civic-graph/testing';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { contentOf, type Files, smallFeed, testConfig } from '../../test/small-feed.ts';
import type { FeedSource } from '../source/feed-source.ts';
import { createTransportSubgraph, type TransportSubgraph } from '../subgraph.ts';
import { readFeedsFile } from './feeds-file.ts';
import { FollowedFeedsFile } from './followed-feeds-file.ts';

const defaults = { region: 'FIN', agency: 'transport', reloadSeconds: 0 };
const broken: Files = { ...smallFeed, 'stops.txt': 'stop_id\ns1\n' };
/** The stops of a feed, some kilometres further north for each number. */
const shifted = (number: number): Files => ({
  ...smallFeed,
  'stops.txt': smallFeed['stops.txt']!.replaceAll(',62.0', `,6${number}.0`),
});

let versions: Record<string, Files>;
let folder: string;
beforeEach(async () => {
  versions = { south: shifted(2), north: shifted(3), late: broken };
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-feeds-'));
  const own = folder;
  onTestFinished(() => rm(own, { recursive: true }));
});

function sourceOf(id: string): FeedSource {
  return {
    read: async () => {
      const files = versions[id] ?? {};
      return { fingerprint: JSON.stringify(files), content: contentOf(files) };
    },
  };
}
const sources = Object.fromEntries(['south', 'north', 'late'].map((id) => [id, sourceOf(id)]));

const feed = (id: string, more: object = {}) => ({ id, place: `${id}.zip`, ...more });
const list = (...feeds: readonly object[]) => writeFile(join(folder, 'feeds.json'), JSON.stringify(feeds));

async function served(...feeds: readonly object[]) {
  await list(...feeds);
  const path = join(folder, 'feeds.json');
  const transport = await createTransportSubgraph(
    {
      ...testConfig,
      feeds: readFeedsFile(path, defaults),
      feedsVariable: 'TRANSPORT_FEEDS',
      feedsFile: { path, defaults },
    },
    { sources, realtime: {} },
  );
  onTestFinished(() => transport.close());
  const follow = async (...next: readonly object[]) => {
    await list(...next);
    await transport.feedsFile!.check();
  };
  return { transport, follow, state: () => stateOf(transport) };
}

/** Feeds of the configuration, those in service, and those whose stops are found. */
async function stateOf(transport: TransportSubgraph) {
  const stops = Object.keys(sources).map(
    (id) => `${id}: stop(gtfsId: "${id}:s1") { gtfsId regions { code } }`,
  );
  const { data, errors } = await transport.executeAs(personas.anonymous, {
    query: `{
      feeds { feedId feed { feedId } refused { errorCount } }
      stops { nodes { gtfsId } }
      ${stops.join('\n')}
    }`,
  });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query
  const { feeds, stops: all, ...byId } = data as any;
  return {
    feeds: feeds.map(({ feedId, feed: own, refused }: { feedId: string; feed: object; refused: object }) =>
      [feedId, own ? 'in service' : 'missing', ...(refused ? ['refused'] : [])].join(' '),
    ),
    listed: [...new Set(all.nodes.map(({ gtfsId }: { gtfsId: string }) => gtfsId.split(':')[0]))],
    found: Object.keys(byId).filter((id) => byId[id] !== null),
    regions: Object.values<{ regions: { code: string }[] } | null>(byId).flatMap((stop) =>
      (stop?.regions ?? []).map(({ code }) => code),
    ),
  };
}

it('serves feeds that are added, and ends those that are removed', async () => {
  const { transport, follow, state } = await served(feed('south'));
  const [south] = transport.feeds;
  await follow(feed('north'), feed('south'));
  expect(await state()).toMatchObject({
    feeds: ['north in service', 'south in service'],
    listed: ['north', 'south'],
    found: ['south', 'north'],
  });
  expect(transport.feeds[1]).toBe(south);
  await follow(feed('north'));
  expect(await state()).toMatchObject({ feeds: ['north in service'], listed: ['north'], found: ['north'] });
  const { data } = await transport.executeAs(personas.anonymous, {
    query: `{ planJourney(from: "north:s1", to: "north:s3", departAt: "2017-06-01T07:00:00+03:00") {
      itineraries { legs { ... on TransitLeg { trip { gtfsId } } } }
    } }`,
  });
  expect(data).toEqual({ planJourney: { itineraries: [{ legs: [{ trip: { gtfsId: 'north:t1' } }] }] } });
});

it('applies new settings of a feed without loading it again', async () => {
  const { transport, follow, state } = await served(feed('south'));
  const version = transport.feeds[0]!.store.current;
  await follow(feed('south', { region: '330100' }));
  expect((await state()).regions).toEqual(['330100']);
  expect(transport.feeds[0]!.store.current).toBe(version);
});

it('serves other tiles for a feed with a new id, whose stops have new ids', async () => {
  const { transport, follow } = await served(feed('south'));
  versions.north = versions.south!;
  const etag = async () =>
    (await transport.inject({ method: 'GET', url: '/tiles/stops/9/294/142.mvt' })).headers.etag;
  const before = await etag();
  await follow(feed('north'));
  expect(await etag()).not.toBe(before);
});

it('keeps the version of a feed whose new place has a broken one', async () => {
  const { transport, follow, state } = await served(feed('south'), feed('north'));
  versions.south = broken;
  await follow(feed('south', { place: 'other.zip' }), feed('north'));
  expect(await state()).toMatchObject({
    feeds: ['south in service refused', 'north in service'],
    found: ['south', 'north'],
  });
  versions.south = { ...shifted(2), 'feed_note.txt': 'x' };
  expect(await transport.feeds[0]!.store.reload()).toBe('replaced');
  expect((await state()).feeds).toEqual(['south in service', 'north in service']);
});

it('ends the removed feeds only when another one is in service', async () => {
  const { transport, follow, state } = await served(feed('south'));
  await follow(feed('late'));
  expect(await state()).toMatchObject({
    feeds: ['late missing refused', 'south in service'],
    found: ['south'],
  });
  versions.late = shifted(4);
  expect(await transport.feeds[0]!.store.reload()).toBe('replaced');
  await transport.feedsFile!.check();
  expect(await state()).toMatchObject({ feeds: ['late in service'], found: ['late'] });
});

it('changes nothing if the file is invalid, and reports each reason once', async () => {
  const { transport, follow, state } = await served(feed('south'));
  const before = [...transport.feeds];
  await follow(feed('north'), feed('north'));
  expect([...transport.feeds]).toEqual(before);
  expect((await state()).found).toEqual(['south']);

  const reasons: (string | null)[] = [];
  const apply = vi.fn(async () => {});
  const file = new FollowedFeedsFile({
    path: join(folder, 'feeds.json'),
    defaults,
    apply,
    onRefusal: (reason) => reasons.push(reason),
    report: () => {},
  });
  const check = async (content: string) => {
    await writeFile(join(folder, 'feeds.json'), content);
    await file.check();
  };
  await file.check();
  await file.check();
  await check('[{');
  expect(apply).not.toHaveBeenCalled();
  await check(JSON.stringify([feed('south')]));
  await rm(join(folder, 'feeds.json'));
  await file.check();
  await check(JSON.stringify([feed('south')]));
  expect(apply).toHaveBeenCalledTimes(2);
  expect(reasons).toEqual([
    expect.stringContaining('two feeds have the id north'),
    expect.stringContaining('is not JSON'),
    null,
    expect.stringContaining('cannot be read'),
    null,
  ]);
});

it('reports a defect, and tries again', async () => {
  await list(feed('south'));
  const report = vi.fn();
  const apply = vi.fn().mockRejectedValueOnce(new Error('x')).mockResolvedValueOnce(undefined);
  const path = join(folder, 'feeds.json');
  const file = new FollowedFeedsFile({ path, defaults, apply, onRefusal: () => {}, report });
  await file.check();
  await file.check();
  expect(report).toHaveBeenCalledTimes(1);
  expect(apply).toHaveBeenCalledTimes(2);
});
