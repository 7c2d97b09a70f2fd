import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onDemandFeed } from '../../test/on-demand-feed.ts';
import { archiveOf, contentOf, testConfig } from '../../test/small-feed.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { createTransportSubgraph, type TransportSubgraph } from '../subgraph.ts';
import { boxOf, contains } from './zones/contains.ts';

/** A Thursday. */
const now = new Date('2017-06-01T09:00:00+03:00');

let transport: TransportSubgraph;
beforeAll(async () => {
  transport = await createTransportSubgraph(testConfig, {
    clock: () => now,
    sources: {
      T: { read: async () => ({ fingerprint: 'flex', content: contentOf(onDemandFeed) }) },
    },
  });
});
afterAll(() => transport?.close());

async function ask(query: string) {
  const { data, errors } = await transport.executeAs(personas.anonymous, { query });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of each query
  return data as any;
}

/** Trips and earliest pickups at a place. */
async function servicesAt(latitude: number, longitude: number, more: string): Promise<string[]> {
  const query = `{ onDemandServices(latitude: ${latitude}, longitude: ${longitude}, ${more}) {
    nodes { trip { gtfsId } earliestPickup serviceDate }
  } }`;
  const { onDemandServices } = await ask(query);
  return onDemandServices.nodes.map(
    ({
      trip,
      earliestPickup,
      serviceDate,
    }: {
      trip: { gtfsId: string };
      earliestPickup: string;
      serviceDate: string;
    }) => `${trip.gtfsId} ${earliestPickup.slice(0, 16)} of ${serviceDate}`,
  );
}

const inCity = 'to: { latitude: 62.05, longitude: 29.25 }';

describe('on-demand services', () => {
  it('run in a zone, in their windows, on their days', async () => {
    expect(await servicesAt(62.2, 27.2, 'at: "2017-06-01T12:00:00+03:00"')).toEqual([
      'T:county 2017-06-01T12:00 of 2017-06-01',
      'T:valley 2017-06-01T12:00 of 2017-06-01',
    ]);
    expect(await servicesAt(62.2, 27.2, 'at: "2017-06-01T18:00:00+03:00"')).toEqual([
      'T:valley 2017-06-01T18:00 of 2017-06-01',
    ]);
    // Saturday at 01:00 is within the window of Friday, Monday at 01:00 of none.
    expect(await servicesAt(62.2, 27.2, 'at: "2017-06-03T01:00:00+03:00"')).toEqual([
      'T:night 2017-06-03T01:00 of 2017-06-02',
    ]);
    expect(await servicesAt(62.2, 27.2, 'at: "2017-06-05T01:00:00+03:00"')).toEqual([]);
    expect(await servicesAt(62.2, 27.2, 'at: "2017-06-05T01:00:00+03:00", windowSeconds: 86400')).toEqual([
      'T:valley 2017-06-05T06:30 of 2017-06-05',
      'T:county 2017-06-05T08:00 of 2017-06-05',
      'T:night 2017-06-05T22:00 of 2017-06-05',
    ]);
  });

  it('do not run in holes of a zone, outside of it, or to another destination', async () => {
    const noon = 'at: "2017-06-01T12:00:00+03:00"';
    expect(await servicesAt(62.5, 27.5, noon)).toEqual([]);
    expect(await servicesAt(62.5, 26.9, noon)).toEqual([]);
    expect(await servicesAt(62.2, 27.2, `${noon}, ${inCity}`)).toEqual([
      'T:valley 2017-06-01T12:00 of 2017-06-01',
    ]);
    expect(await servicesAt(62.2, 27.2, `${noon}, to: { latitude: 62.05, longitude: 29.15 }`)).toEqual([]);
    // Only passengers who go to the city are picked up there.
    expect(await servicesAt(62.05, 29.05, noon)).toEqual([]);
  });

  it('run between stops of a group, within a distance of them', async () => {
    const morning = 'at: "2017-06-01T08:30:00+03:00"';
    const near = 'to: { latitude: 62.01, longitude: 27 }';
    expect(await servicesAt(61.999, 27, `${morning}, ${near}`)).toEqual([
      'T:rufbus 2017-06-01T08:30 of 2017-06-01',
    ]);
    expect(await servicesAt(61.999, 27, `${morning}, ${near}, radiusMeters: 100`)).toEqual([]);
  });

  it('leave a scheduled stop for a zone, and a zone for a scheduled stop', async () => {
    const { onDemandServices } = await ask(`{
      onDemandServices(latitude: 62, longitude: 26.9999, at: "2017-06-01T10:00:00+03:00", ${inCity}) {
        nodes {
          route { shortName }
          pickup { isScheduled boardingRule booking { gtfsId } place { kind name } }
          dropOffs { isScheduled boardingRule windowStart place { kind name description geoJson stops { gtfsId } } }
        }
      }
    }`);
    const detour = onDemandServices.nodes.find(
      ({ route }: { route: { shortName: string } }) => route.shortName === 'Detour',
    );
    expect(detour).toMatchObject({
      pickup: {
        isScheduled: true,
        boardingRule: 'REGULAR',
        booking: null,
        place: { kind: 'STOP', name: 'First' },
      },
      dropOffs: [
        {
          isScheduled: false,
          boardingRule: 'PHONE_OPERATOR',
          windowStart: '2017-06-01T10:05:00+03:00',
          place: { kind: 'ZONE', name: 'Kasota', description: 'All of Kasota', stops: [] },
        },
      ],
    });
    expect(JSON.parse(detour.dropOffs[0].place.geoJson)).toMatchObject({ type: 'MultiPolygon' });
    expect(await servicesAt(62.05, 29.05, 'at: "2017-06-01T10:10:00+03:00"')).toEqual([
      'T:detour 2017-06-01T10:10 of 2017-06-01',
    ]);
    // From one scheduled stop to another, journeys are planned.
    expect(
      await servicesAt(
        62,
        26.9999,
        'at: "2017-06-01T10:00:00+03:00", to: { latitude: 62.02, longitude: 27 }',
      ),
    ).toEqual([]);
  });

  it('say when and how to book', async () => {
    const { onDemandServices } = await ask(`{
      onDemandServices(latitude: 62.2, longitude: 27.2, at: "2017-06-05T12:00:00+03:00") {
        nodes { pickup { windowStart windowEnd booking {
          gtfsId bookingType bookFrom bookUntil isBookableNow message(language: "zh") phone infoUrl bookingUrl
        } } }
      }
    }`);
    expect(onDemandServices.nodes.map(({ pickup }: { pickup: object }) => pickup)).toEqual([
      {
        windowStart: '2017-06-05T08:00:00+03:00',
        windowEnd: '2017-06-05T17:00:00+03:00',
        booking: {
          gtfsId: 'T:days',
          bookingType: 'PRIOR_DAYS',
          // 14 working days before Monday, and the last one, which is Friday.
          bookFrom: '2017-05-16T08:00:00+03:00',
          bookUntil: '2017-06-02T15:00:00+03:00',
          isBookableNow: true,
          message: '请在下午三点前致电',
          phone: '+1 507 359 2717',
          infoUrl: 'https://county.example/',
          bookingUrl: null,
        },
      },
      {
        windowStart: '2017-06-05T06:30:00+03:00',
        windowEnd: '2017-06-05T20:00:00+03:00',
        booking: {
          gtfsId: 'T:hours',
          bookingType: 'SAME_DAY',
          bookFrom: '2017-05-29T12:00:00+03:00',
          bookUntil: '2017-06-05T11:00:00+03:00',
          isBookableNow: true,
          message: 'Wait at the door',
          phone: null,
          infoUrl: null,
          bookingUrl: 'https://valley.example/book',
        },
      },
    ]);
  });
});

it('a zone that crosses itself leaves out its trips, and the feed is served', async () => {
  const rows = `${onDemandFeed['stop_times.txt']}county,,,,3,crossed,,08:00:00,17:00:00,1,2,,\n`;
  const feed = await loadFeed(archiveOf({ ...onDemandFeed, 'stop_times.txt': rows }), 'T');
  expect(feed.warnings.map(({ code, message }) => [code, message])).toContainEqual([
    'on_demand_trips_left_out',
    'on-demand parts of 1 trip without a known place or a window are omitted',
  ]);
  const broken = await loadFeed(archiveOf({ ...onDemandFeed, 'locations.geojson': '{"type":' }), 'T');
  expect(broken.onDemand.places.map(({ kind }) => kind)).not.toContain('zone');
});

it('a zone contains the places in its rings, and no others', () => {
  const polygons = [
    [
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [2, 1],
        [0, 4],
        [0, 0],
      ],
    ],
  ] as const;
  const inside = (x: number, y: number) => contains({ polygons }, boxOf({ polygons }), [x, y]);
  expect([inside(1, 1), inside(3, 2), inside(2, 0.5)]).toEqual([true, true, true]);
  expect([inside(2, 2), inside(-1, 1), inside(5, 1), inside(1, 4)]).toEqual([false, false, false, false]);
});
