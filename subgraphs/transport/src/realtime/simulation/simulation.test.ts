import { eventually, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { configOf } from '../../../test/small-feed.ts';
import { createTransportSubgraph, type TransportSubgraph } from '../../subgraph.ts';
import { simulatedTrips } from './simulated-trips.ts';

// biome-ignore lint/suspicious/noExplicitAny: the shape is that of each query
type Data = any;

const now = new Date('2026-11-25T12:00:00+08:00');
let transport: TransportSubgraph;
beforeAll(async () => {
  const config = configOf({ id: 'HZ', realtime: 'simulated' });
  transport = await createTransportSubgraph(config, { clock: () => now });
});
afterAll(() => transport?.close());

async function ask(query: string): Promise<Data> {
  const { data, errors } = await transport.executeAs(personas.anonymous, { query });
  expect(errors).toBeUndefined();
  return data;
}

it('makes every line of the demo city move, and fits its feed without a problem', async () => {
  const sources =
    '{ feed { realtimeSources { name simulated status lastError tripUpdateCount vehicleCount alertCount problems { code } } } }';
  const found = await eventually(async () => {
    const { feed } = await ask(sources);
    for (const { status } of feed.realtimeSources) expect(status).toBe('CURRENT');
    return feed.realtimeSources;
  });
  for (const source of found)
    expect(source).toMatchObject({ simulated: true, lastError: null, problems: [] });
  expect(found[0].tripUpdateCount).toBeGreaterThan(100);
  expect(found[0].alertCount).toBe(1);
  expect(found[1].vehicleCount).toBeGreaterThan(60);
  await eventually(async () => {
    const area = 'minLatitude: 29, minLongitude: 119, maxLatitude: 31, maxLongitude: 121, first: 100';
    const { vehicles, routes, alerts } = await ask(`{
      vehicles(${area}) { totalCount nodes { label trip { gtfsId } occupancyStatus } }
      routes(first: 100) { nodes { gtfsId vehicles { totalCount } } }
      alerts { nodes { headerText(language: "en") zh: headerText(language: "zh") effect } }
    }`);
    expect(vehicles.totalCount).toBe(found[1].vehicleCount);
    for (const { label, trip } of vehicles.nodes)
      expect([label.slice(0, 4), trip !== null]).toEqual(['SIM-', true]);
    const still = routes.nodes.filter((route: Data) => route.vehicles.totalCount === 0);
    // Night buses do not run at noon.
    expect(still.map(({ gtfsId }: Data) => gtfsId)).toEqual(['HZ:N2']);
    expect(alerts.nodes[0].headerText).toContain('Simulated');
    expect(alerts.nodes[0].zh).toContain('模拟');
  });
});

it('shows delays and a detour to a visitor', async () => {
  const board = await eventually(async () => {
    const { stop, detour } = await ask(`{
      stop(gtfsId: "HZ:hubin-1") { departures { nodes { realtime delaySeconds realtimeState } } }
      detour: stop(gtfsId: "HZ:jingci-1") { departures(first: 1) { nodes { realtimeState alerts { effect } } } }
    }`);
    expect(stop.departures.nodes.some(({ delaySeconds }: Data) => delaySeconds > 0)).toBe(true);
    return { stop, detour };
  });
  expect(board.stop.departures.nodes[0].realtime).toBe(true);
  expect(board.detour.departures.nodes).toEqual([
    { realtimeState: 'SKIPPED', alerts: [{ effect: 'DETOUR' }] },
  ]);
});

it('cancels few trips, always the same ones, and delays none for long', () => {
  const { feed } = transport.feeds[0]!.store.current!;
  const day = Array.from({ length: 24 }, (_, hour) => now.getTime() / 1000 - 12 * 3600 + hour * 3600);
  const trips = day.flatMap((hour) => simulatedTrips(feed, hour, 1800));
  expect(trips).toEqual(day.flatMap((hour) => simulatedTrips(feed, hour, 1800)));
  const cancelled = new Set(
    trips.filter(({ isCanceled }) => isCanceled).map(({ trip, day: of }) => `${trip}:${of}`),
  );
  expect(cancelled.size).toBeGreaterThan(0);
  expect(cancelled.size).toBeLessThan(20);
  for (const { finalDelay } of trips) expect(finalDelay).toBeLessThanOrEqual(240);
});
