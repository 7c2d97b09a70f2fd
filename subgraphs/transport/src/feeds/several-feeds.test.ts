import { readFile } from 'node:fs/promises';
import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTile } from '../../test/read-tile.ts';
import { configOf, contentOf, type Files, smallFeed } from '../../test/small-feed.ts';
import { WrittenSource } from '../../test/written-source.ts';
import type { FeedSource } from '../source/feed-source.ts';
import { createTransportSubgraph, type TransportSubgraph } from '../subgraph.ts';

const now = new Date('2017-06-01T04:30:00Z');
const clock = () => now;
const sentAt = now.getTime() / 1000;

/** The ids and trips of the small feed with other names, five kilometres further north. */
const north: Files = {
  ...smallFeed,
  'stops.txt': [
    'stop_id,stop_name,stop_lat,stop_lon',
    's1,First Hill,62.0500,27.0000',
    's2,Harbour,62.0600,27.0000',
    's3,Third,62.0700,27.0000\n',
  ].join('\n'),
  'agency.txt':
    'agency_id,agency_name,agency_url,agency_timezone\nA,North,https://example.org,Asia/Shanghai\n',
};
const broken: Files = { ...smallFeed, 'stops.txt': 'stop_id\ns1\n' };

/** Sources whose next versions a test writes. */
const versions: Record<string, Files> = { south: smallFeed, north, late: broken };
const sourceOf = (id: string): FeedSource => ({
  read: async () => {
    const files = versions[id] ?? {};
    return { fingerprint: JSON.stringify(files), content: contentOf(files) };
  },
});
const sources = { south: sourceOf('south'), north: sourceOf('north'), late: sourceOf('late') };
const ofSouth = new WrittenSource('trips', clock);
const ofNorth = new WrittenSource('trips', clock);
const config = configOf(
  { id: 'south', region: 'FIN' },
  { id: 'north', region: '330106', agencies: { byOperator: new Map(), others: 'harbour' } },
  { id: 'late', region: 'FIN' },
);

let transport: TransportSubgraph;
beforeAll(async () => {
  transport = await createTransportSubgraph(config, {
    clock,
    sources,
    realtime: { south: [ofSouth], north: [ofNorth] },
  });
});
afterAll(() => transport?.close());

const storeOf = (id: string) => transport.feeds.find(({ settings }) => settings.id === id)!.store;

async function ask(query: string, variables: object = {}) {
  const { data, errors } = await transport.executeAs(personas.anonymous, { query, variables });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of each query
  return data as any;
}

async function say(source: WrittenSource, id: string, entity: Parameters<WrittenSource['say']>[0]) {
  expect(await source.say(entity, sentAt)).toBe(true);
  await transport.feeds.find(({ settings }) => settings.id === id)!.realtime.refresh();
}

it('serves the other feeds if one cannot be loaded, and says why', async () => {
  const { feed, feeds } = await ask(`{
    feed { feedId }
    feeds { feedId region { code } feed { feedId timezone tripCount } refused { errorCount problems { code } } }
  }`);
  expect(feed).toEqual({ feedId: 'south' });
  expect(feeds).toEqual([
    {
      feedId: 'south',
      region: { code: 'FIN' },
      feed: { feedId: 'south', timezone: 'Europe/Helsinki', tripCount: 2 },
      refused: null,
    },
    {
      feedId: 'north',
      region: { code: '330106' },
      feed: { feedId: 'north', timezone: 'Asia/Shanghai', tripCount: 2 },
      refused: null,
    },
    {
      feedId: 'late',
      region: { code: 'FIN' },
      feed: null,
      refused: { errorCount: expect.any(Number), problems: expect.arrayContaining([expect.anything()]) },
    },
  ]);
  const report = await readFile(`${config.dataDirectory}/feed-report-late.txt`, 'utf8');
  expect(report).toContain('ERROR missing_stop_name stops.txt:2');
});

it('finds objects by the prefix of their ids, with the times of their feed', async () => {
  const each = (id: string) => `
    ${id}: stop(gtfsId: "${id}:s1") {
      gtfsId name regions { code }
      departures(first: 1) { nodes { scheduledDeparture trip { gtfsId pattern { gtfsId } route { gtfsId agency { id } } } } }
    }`;
  const data = await ask(`{ ${each('south')} ${each('north')} ${each('late')} ${each('none')} }`);
  const departure = (id: string, time: string, agency: string) => ({
    scheduledDeparture: time,
    trip: {
      gtfsId: `${id}:t1`,
      pattern: { gtfsId: `${id}:r1:0:1` },
      route: { gtfsId: `${id}:r1`, agency: { id: agency } },
    },
  });
  expect(data).toEqual({
    south: {
      gtfsId: 'south:s1',
      name: 'First',
      regions: [{ code: 'FIN' }],
      departures: { nodes: [departure('south', '2017-06-01T08:00:00+03:00', 'transport')] },
    },
    north: {
      gtfsId: 'north:s1',
      name: 'First Hill',
      regions: [{ code: '330106' }],
      departures: { nodes: [departure('north', '2017-06-02T08:00:00+08:00', 'harbour')] },
    },
    late: null,
    none: null,
  });
});

it('lists and searches all feeds together', async () => {
  const ids = (connection: { nodes: { gtfsId: string }[] }) => connection.nodes.map(({ gtfsId }) => gtfsId);
  const { stops, rest, first, routes } = await ask(`{
    stops(first: 4) { totalCount nodes { gtfsId } pageInfo { endCursor } }
    rest: stops(first: 4, after: "${Buffer.from('[3]').toString('base64url')}") { nodes { gtfsId } }
    first: stops(search: "first") { nodes { gtfsId } }
    routes(mode: BUS) { nodes { gtfsId } }
  }`);
  expect(stops.totalCount).toBe(6);
  expect(ids(stops)).toEqual(['south:s1', 'south:s2', 'south:s3', 'north:s1']);
  expect(ids(rest)).toEqual(['north:s2', 'north:s3']);
  expect(ids(first)).toEqual(['south:s1', 'north:s1']);
  expect(ids(routes)).toEqual(['south:r1', 'north:r1']);
  const near = await ask(`{ stopsNear(latitude: 62.051, longitude: 27, radiusMeters: 5000, first: 4) {
    edges { node { gtfsId } }
  } }`);
  expect(near.stopsNear.edges.map((edge: { node: { gtfsId: string } }) => edge.node.gtfsId)).toEqual([
    'north:s1',
    'north:s2',
    'north:s3',
    'south:s3',
  ]);
  const { _entities } = await ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Agency { routes { nodes { gtfsId } } }
      ... on Region { stops { nodes { gtfsId } } }
    } }`,
    {
      representations: [
        { __typename: 'Agency', id: 'harbour' },
        { __typename: 'Region', code: '330100' },
        { __typename: 'Region', code: 'FIN' },
      ],
    },
  );
  expect(ids(_entities[0].routes)).toEqual(['north:r1']);
  expect(ids(_entities[1].stops)).toEqual(['north:s1', 'north:s2', 'north:s3']);
  expect(ids(_entities[2].stops)).toEqual(['south:s1', 'south:s2', 'south:s3']);
});

it('draws the stops of all feeds on one tile', async () => {
  const tile = await transport.inject({ method: 'GET', url: '/tiles/stops/9/294/142.mvt' });
  const { stops } = readTile(tile.rawPayload);
  expect(stops?.map(({ properties }) => properties.gtfsId)).toContain('south:s1');
  expect(stops?.map(({ properties }) => properties.gtfsId)).toContain('north:s1');
});

it('applies real-time information to the trips of its own feed only', async () => {
  const trip = { tripId: 't1', startDate: '20170601' };
  const position = { latitude: 62.06, longitude: 27 };
  await say(ofNorth, 'north', [
    { id: '1', tripUpdate: { trip, stopTimeUpdate: [{ stopSequence: 1, departure: { delay: 60 } }] } },
    { id: '2', vehicle: { trip, vehicle: { id: 'v' }, position } },
    {
      id: '3',
      alert: {
        informedEntity: [{ stopId: 's1' }],
        headerText: { translation: [{ text: 'Closed' }] },
        severityLevel: 'SEVERE',
      },
    },
  ]);
  await say(ofSouth, 'south', [
    { id: '2', vehicle: { trip, vehicle: { id: 'v' }, position: { latitude: 62.01, longitude: 27 } } },
    {
      id: '3',
      alert: { informedEntity: [{ routeId: 'r1' }], headerText: { translation: [{ text: 'Late' }] } },
    },
  ]);
  const data = await ask(`{
    south: trip(gtfsId: "south:t1") { realtimeState(serviceDate: "2017-06-01") }
    north: trip(gtfsId: "north:t1") { realtimeState(serviceDate: "2017-06-01") }
    closed: stop(gtfsId: "north:s1") { alerts { headerText } }
    open: stop(gtfsId: "south:s1") { alerts { headerText } }
    route(gtfsId: "north:r1") { vehicles { nodes { vehicleId trip { gtfsId } } } alerts { headerText } }
    alerts { totalCount nodes { headerText informedEntities { stop { gtfsId } route { gtfsId } } } }
    vehicles(minLatitude: 62, minLongitude: 26, maxLatitude: 63, maxLongitude: 28) { nodes { vehicleId trip { gtfsId } } }
    feeds { feed { realtimeSources { name tripUpdateCount problems { code } } } }
  }`);
  expect(data).toMatchObject({
    south: { realtimeState: 'SCHEDULED' },
    north: { realtimeState: 'UPDATED' },
    closed: { alerts: [{ headerText: 'Closed' }] },
    open: { alerts: [] },
    route: {
      vehicles: { nodes: [{ vehicleId: 'north:trips:2', trip: { gtfsId: 'north:t1' } }] },
      alerts: [],
    },
    alerts: {
      totalCount: 2,
      nodes: [
        { headerText: 'Closed', informedEntities: [{ stop: { gtfsId: 'north:s1' }, route: null }] },
        { headerText: 'Late', informedEntities: [{ stop: null, route: { gtfsId: 'south:r1' } }] },
      ],
    },
    vehicles: {
      nodes: [
        { vehicleId: 'south:trips:2', trip: { gtfsId: 'south:t1' } },
        { vehicleId: 'north:trips:2', trip: { gtfsId: 'north:t1' } },
      ],
    },
  });
  expect(data.feeds[0].feed.realtimeSources).toMatchObject([{ name: 'trips', tripUpdateCount: 0 }]);
  expect(data.feeds[1].feed.realtimeSources).toMatchObject([{ name: 'trips', tripUpdateCount: 1 }]);
});

it('pushes the state of all feeds, or of the one that a subscriber names', async () => {
  const first = async (query: string) => {
    const stream = transport.subscribeAs(personas.anonymous, { query: `subscription { ${query} }` });
    const { value } = await stream.next();
    await stream.return(undefined);
    return value.data;
  };
  const area = 'minLatitude: 62, minLongitude: 26, maxLatitude: 63, maxLongitude: 28';
  expect(await first(`vehiclesUpdated(${area}) { vehicleId }`)).toEqual({
    vehiclesUpdated: [{ vehicleId: 'south:trips:2' }, { vehicleId: 'north:trips:2' }],
  });
  expect(await first('alertsUpdated { headerText }')).toEqual({
    alertsUpdated: [{ headerText: 'Closed' }, { headerText: 'Late' }],
  });
  expect(await first('alertsUpdated(route: "south:r1") { headerText }')).toEqual({
    alertsUpdated: [{ headerText: 'Late' }],
  });
  expect(await first('alertsUpdated(stop: "late:s1") { headerText }')).toEqual({ alertsUpdated: null });
  const board = 'withinSeconds: 86400, first: 1) { trip { gtfsId } vehicle { vehicleId } }';
  expect(await first(`departuresUpdated(gtfsId: "south:s1", ${board}`)).toEqual({
    departuresUpdated: [{ trip: { gtfsId: 'south:t1' }, vehicle: { vehicleId: 'south:trips:2' } }],
  });
});

it('replaces each feed independently of the others', async () => {
  const state = '{ feeds { feedId feed { version } refused { problems { code } } } }';
  const before = storeOf('south').current;
  versions.north = broken;
  versions.late = {
    ...smallFeed,
    'feed_info.txt': 'feed_publisher_name,feed_publisher_url,feed_lang,feed_version\nX,x,fi,2\n',
  };
  expect(await storeOf('north').reload()).toBe('refused');
  expect(await storeOf('late').reload()).toBe('replaced');
  expect(await storeOf('south').reload()).toBe('unchanged');
  const { feeds } = await ask(state);
  expect(feeds).toMatchObject([
    { feedId: 'south', feed: { version: null }, refused: null },
    { feedId: 'north', feed: { version: null } },
    { feedId: 'late', feed: { version: '2' }, refused: null },
  ]);
  expect(feeds[1].refused.problems.length).toBeGreaterThan(0);
  expect(storeOf('south').current).toBe(before);
  const { stop, late, stops } = await ask(
    '{ stop(gtfsId: "north:s1") { name } late: stop(gtfsId: "late:s1") { name } stops { totalCount } }',
  );
  expect(stop).toEqual({ name: 'First Hill' });
  expect(late).toEqual({ name: 'First' });
  // The stops of the late feed are the same places as those of the southern one.
  expect(stops.totalCount).toBe(6);
});
