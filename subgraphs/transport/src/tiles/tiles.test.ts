import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTile } from '../../test/read-tile.ts';
import { smallFeed, sourceOf, testConfig } from '../../test/small-feed.ts';
import { WrittenSource } from '../../test/written-source.ts';
import { createTransportSubgraph, type TransportSubgraph } from '../subgraph.ts';
import { areaOfTile } from './tile-area.ts';

const now = new Date('2017-06-01T06:00:00Z');
const vehicles = new WrittenSource('vehicles', () => now);
let transport: TransportSubgraph;
beforeAll(async () => {
  transport = await createTransportSubgraph(testConfig, {
    clock: () => now,
    sources: { T: sourceOf(smallFeed) },
    realtime: { T: [vehicles] },
  });
});
afterAll(() => transport?.close());

/** The tile of a place. */
function pathOf(layer: string, zoom: number, longitude = 27, latitude = 62.0101): string {
  const tiles = 2 ** zoom;
  const radians = (latitude * Math.PI) / 180;
  const x = Math.floor(((longitude + 180) / 360) * tiles);
  const y = Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * tiles);
  return `/tiles/${layer}/${zoom}/${x}/${y}.mvt`;
}

const get = (url: string, headers: Record<string, string> = {}) =>
  transport.inject({ method: 'GET', url, headers });

it('draws stops and routes', async () => {
  const stops = await get(pathOf('stops', 10));
  expect(stops.statusCode).toBe(200);
  expect(stops.headers['content-type']).toBe('application/vnd.mapbox-vector-tile');
  expect(stops.headers['cache-control']).toBe('public, max-age=300');
  expect(readTile(stops.rawPayload).stops).toEqual([
    { kind: 'point', properties: { gtfsId: 'T:s1', name: 'First', kind: 'STOP' } },
    { kind: 'point', properties: { gtfsId: 'T:s2', name: 'Second', kind: 'STOP' } },
    { kind: 'point', properties: { gtfsId: 'T:s3', name: 'Third', kind: 'STOP' } },
  ]);
  const near = await get(pathOf('stops', 16));
  expect(readTile(near.rawPayload).stops?.map(({ properties }) => properties.gtfsId)).toEqual(['T:s2']);
  const routes = await get(pathOf('routes', 12));
  expect(readTile(routes.rawPayload).routes).toEqual([
    { kind: 'line', properties: { gtfsId: 'T:r1', name: '1', mode: 'BUS' } },
  ]);
  const elsewhere = await get(pathOf('routes', 12, 10, 50));
  expect(elsewhere.statusCode).toBe(200);
  expect(readTile(elsewhere.rawPayload)).toEqual({ routes: [] });
});

it('draws a route though longer ones pass by', async () => {
  // The shape goes around the tile of the stops, in more points than a tile may have.
  const around = Array.from({ length: 60_000 }, (_, index) => {
    const angle = (2 * Math.PI * index) / 60_000;
    return `far,${62.01 + 0.5 * Math.sin(angle)},${27 + Math.cos(angle)},${index}`;
  });
  const feed = {
    ...smallFeed,
    'routes.txt': 'route_id,agency_id,route_short_name,route_type\nlong,A,9,3\nr1,A,1,3\n',
    'shapes.txt': `shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n${around.join('\n')}\n`,
    'trips.txt': 'route_id,service_id,trip_id,shape_id\nlong,daily,t1,far\nr1,daily,t2,\n',
  };
  const other = await createTransportSubgraph(testConfig, {
    sources: { T: sourceOf(feed, 'long') },
  });
  const tile = await other.inject({ method: 'GET', url: pathOf('routes', 12) });
  const low = await other.inject({ method: 'GET', url: pathOf('routes', 5) });
  await other.close();
  expect(readTile(tile.rawPayload).routes?.map(({ properties }) => properties.name)).toEqual(['1']);
  expect(readTile(low.rawPayload).routes?.map(({ properties }) => properties.name)).toEqual(['9', '1']);
});

it('draws vehicles, with another ETag when they move', async () => {
  const vehicle = (latitude: number) => ({
    id: 'v',
    vehicle: { vehicle: { id: 'v', label: '7' }, position: { latitude, longitude: 27, bearing: 90 } },
  });
  const read = async () => get(pathOf('vehicles', 10));
  await vehicles.say([vehicle(62.001)], now.getTime() / 1_000 - 2);
  await transport.feeds[0]!.realtime.refresh();
  const first = await read();
  expect(first.headers['cache-control']).toBe('public, max-age=5');
  expect(readTile(first.rawPayload).vehicles).toMatchObject([
    { kind: 'point', properties: { label: '7', bearing: 90 } },
  ]);
  const same = await get(pathOf('vehicles', 10), { 'if-none-match': String(first.headers.etag) });
  expect(same.statusCode).toBe(304);
  await vehicles.say([vehicle(62.011)], now.getTime() / 1_000 - 1);
  await transport.feeds[0]!.realtime.refresh();
  expect((await read()).headers.etag).not.toBe(first.headers.etag);
});

it.each([3e38, -3e38, Number.POSITIVE_INFINITY, Number.NaN])(
  'draws vehicles without the bearing %d',
  async (bearing) => {
    const position = { latitude: 62.001, longitude: 27, bearing };
    await vehicles.say([{ id: 'v', vehicle: { vehicle: { id: 'v' }, position } }], now.getTime() / 1_000);
    await transport.feeds[0]!.realtime.refresh();
    const tile = await get(pathOf('vehicles', 10));
    expect(tile.statusCode).toBe(200);
    expect(readTile(tile.rawPayload).vehicles?.[0]?.properties).not.toHaveProperty('bearing');
  },
);

it('answers 304 while the feed is the same', async () => {
  const first = await get(pathOf('stops', 12));
  const etag = String(first.headers.etag);
  const again = await get(pathOf('stops', 12), { 'if-none-match': `W/"other", ${etag}` });
  expect(again.statusCode).toBe(304);
  expect(again.rawPayload).toHaveLength(0);
  expect((await get(pathOf('stops', 13))).headers.etag).not.toBe(etag);
});

it.each([
  '/tiles/trips/12/2355/1141.mvt',
  '/tiles/stops/8/147/71.mvt',
  '/tiles/stops/19/301465/146000.mvt',
  '/tiles/stops/12/4096/1141.mvt',
  '/tiles/stops/12/2355/1141',
  '/tiles/stops/12/-1/1141.mvt',
])('has no tile %s', async (url) => {
  expect((await get(url)).statusCode).toBe(404);
});

it('knows the corners of a tile', () => {
  const area = areaOfTile({ z: 0, x: 0, y: 0 });
  expect(area.minLongitude).toBeCloseTo(-185.6, 1);
  expect(area.maxLatitude).toBeCloseTo(85.5, 1);
  expect(area.minLatitude).toBeCloseTo(-85.5, 1);
});
