import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTile } from '../../test/read-tile.ts';
import { configOf, contentOf, type Files, smallFeed } from '../../test/small-feed.ts';
import { WrittenSource } from '../../test/written-source.ts';
import { createTransportSubgraph, type TransportSubgraph } from '../subgraph.ts';

const now = new Date('2017-06-01T04:30:00Z');
const clock = () => now;
const ofRail = new WrittenSource('trips', clock);

/** A train from the last stop of the bus, in another time zone, and one from a stop near the second one. */
const rail: Files = {
  ...smallFeed,
  'agency.txt':
    'agency_id,agency_name,agency_url,agency_timezone\nR,Rail,https://example.org,Europe/Stockholm\n',
  'stops.txt': [
    'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station',
    'x1,THIRD (east),62.0200,27.0001,0,H',
    'x2,Mountain,62.1000,27.0000,0,',
    'y1,Market,62.0120,27.0000,0,',
    'y2,Lake,62.2000,27.0000,0,',
    'z1,Second,62.0100,27.0001,0,',
    'x9,Platform 9,62.0250,27.0000,0,H',
    'H,HUB,62.0203,27.0000,1,\n',
  ].join('\n'),
  'routes.txt': 'route_id,agency_id,route_short_name,route_type\nr1,R,R1,2\nr2,R,R2,2\n',
  'trips.txt':
    'route_id,service_id,trip_id\nr1,daily,t1\nr1,daily,t3\nr2,daily,t2\nr2,daily,t4\nr2,daily,t5\n',
  'stop_times.txt': [
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
    't1,07:10:00,07:10:00,x1,1',
    't1,07:30:00,07:30:00,x2,2',
    't3,08:40:00,08:40:00,x1,1',
    't3,09:00:00,09:00:00,x2,2',
    't2,07:20:00,07:20:00,y1,1',
    't2,07:50:00,07:50:00,y2,2',
    't4,07:03:00,07:03:00,z1,1',
    't4,07:50:00,07:50:00,y2,2',
    't5,07:30:00,07:30:00,x9,1',
    't5,08:20:00,08:20:00,y2,2\n',
  ].join('\n'),
};
const bus: Files = {
  ...smallFeed,
  'stops.txt': [
    'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station',
    's1,First,62.0000,27.0000,0,',
    's2,Second,62.0100,27.0000,0,',
    's3,Third,62.0200,27.0000,0,S',
    'S,Hub,62.0201,27.0000,1,\n',
  ].join('\n'),
};
const versions: Record<string, Files> = { bus, rail };
const source = (id: string) => ({
  read: async () => {
    const files = versions[id] ?? {};
    return { fingerprint: JSON.stringify(files), content: contentOf(files) };
  },
});

let transport: TransportSubgraph;
beforeAll(async () => {
  transport = await createTransportSubgraph(configOf({ id: 'bus' }, { id: 'rail' }), {
    clock,
    sources: { bus: source('bus'), rail: source('rail') },
    realtime: { rail: [ofRail] },
  });
});
afterAll(() => transport?.close());

async function ask(query: string) {
  const { data, errors } = await transport.executeAs(personas.anonymous, { query });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of each query
  return data as any;
}

async function plan(args: string) {
  const { planJourney } = await ask(`{
    planJourney(${args}, departAt: "2017-06-01T07:00:00+03:00") { itineraries {
      departure arrival transfers
      access { stop { gtfsId } }
      legs {
        from { gtfsId } to { gtfsId } departure arrival
        ... on TransitLeg { trip { gtfsId } route { gtfsId } serviceDate realtimeState departureDelaySeconds }
        ... on WalkLeg { distanceMeters }
      }
      fare { price } unknownFareReason
    } }
  }`);
  return planJourney.itineraries;
}

const second = 'stop(gtfsId: "bus:s2")';

it('lists a place of two feeds once, with the data of both', async () => {
  const board = '(at: "2017-06-01T08:00:00+03:00", first: 2)';
  const { stops, search, near, stop, other } = await ask(`{
    stops { totalCount nodes { gtfsId } }
    search: stops(search: "second") { nodes { gtfsId } }
    near: stopsNear(latitude: 62.01, longitude: 27, radiusMeters: 300) { edges { node { gtfsId } } }
    ${second} {
      inOtherFeeds { gtfsId } routes { totalCount nodes { gtfsId } } patterns { nodes { gtfsId } }
      departures${board} { nodes { trip { gtfsId } stop { gtfsId } scheduledDeparture } }
    }
    other: stop(gtfsId: "rail:z1") { inOtherFeeds { gtfsId } departures${board} { nodes { trip { gtfsId } } } }
  }`);
  const listed = ['bus:s1', 'bus:s2', 'bus:s3', 'rail:x2', 'rail:y1', 'rail:y2', 'rail:x9'];
  expect(stops).toEqual({ totalCount: 7, nodes: listed.map((gtfsId) => ({ gtfsId })) });
  expect(search.nodes).toEqual([{ gtfsId: 'bus:s2' }]);
  expect(near.edges).toEqual([{ node: { gtfsId: 'bus:s2' } }, { node: { gtfsId: 'rail:y1' } }]);
  expect(stop).toMatchObject({
    inOtherFeeds: [{ gtfsId: 'rail:z1' }],
    routes: { totalCount: 2, nodes: [{ gtfsId: 'bus:r1' }, { gtfsId: 'rail:r2' }] },
    departures: {
      nodes: [
        {
          trip: { gtfsId: 'rail:t4' },
          stop: { gtfsId: 'rail:z1' },
          scheduledDeparture: '2017-06-01T07:03:00+02:00',
        },
        {
          trip: { gtfsId: 'bus:t1' },
          stop: { gtfsId: 'bus:s2' },
          scheduledDeparture: '2017-06-01T08:06:00+03:00',
        },
      ],
    },
  });
  expect(stop.patterns.nodes).toHaveLength(2);
  expect(other).toMatchObject({
    inOtherFeeds: [{ gtfsId: 'bus:s2' }],
    departures: { nodes: [{ trip: { gtfsId: 'rail:t4' } }, { trip: { gtfsId: 'bus:t1' } }] },
  });
});

it('joins the platforms of a station that two feeds have', async () => {
  const { station, stations, stop } = await ask(`{
    station(gtfsId: "bus:S") {
      inOtherFeeds { gtfsId }
      stops { nodes { gtfsId } }
      departures(at: "2017-06-01T08:00:00+03:00", first: 2) { nodes { trip { gtfsId } } }
    }
    stations { totalCount nodes { gtfsId } }
    stop(gtfsId: "rail:x9") { station { gtfsId } }
  }`);
  expect(station).toEqual({
    inOtherFeeds: [{ gtfsId: 'rail:H' }],
    stops: { nodes: [{ gtfsId: 'bus:s3' }, { gtfsId: 'rail:x9' }] },
    departures: { nodes: [{ trip: { gtfsId: 'rail:t1' } }, { trip: { gtfsId: 'rail:t5' } }] },
  });
  expect(stations).toEqual({ totalCount: 1, nodes: [{ gtfsId: 'bus:S' }] });
  expect(stop).toEqual({ station: { gtfsId: 'rail:H' } });
  // The platforms are further apart than any other walk between two vehicles.
  const [journey] = await plan('from: "bus:s3", to: "rail:y2"');
  expect(journey.legs).toMatchObject([
    { from: { gtfsId: 'rail:x1' }, to: { gtfsId: 'rail:x9' }, distanceMeters: 556 },
    { trip: { gtfsId: 'rail:t5' } },
  ]);
});

it('pages through the departures of both feeds, pushes them, and draws the place once', async () => {
  const page = async (after: string | null) =>
    (
      await ask(`{ ${second} { departures(at: "2017-06-01T08:00:00+03:00", first: 1, after: ${JSON.stringify(after)}) {
        nodes { trip { gtfsId } } pageInfo { endCursor }
      } } }`)
    ).stop.departures;
  const trips: string[] = [];
  let after: string | null = null;
  for (let number = 0; number < 3; number += 1) {
    const { nodes, pageInfo } = await page(after);
    trips.push(nodes[0].trip.gtfsId);
    after = pageInfo.endCursor;
  }
  expect(trips).toEqual(['rail:t4', 'bus:t1', 'bus:t2']);
  const stream = transport.subscribeAs(personas.anonymous, {
    query: 'subscription { departuresUpdated(gtfsId: "bus:s2", first: 2) { trip { gtfsId } } }',
  });
  const { value } = await stream.next();
  await stream.return(undefined);
  expect(value.data).toEqual({
    departuresUpdated: [{ trip: { gtfsId: 'rail:t4' } }, { trip: { gtfsId: 'bus:t1' } }],
  });
  const tile = await transport.inject({ method: 'GET', url: '/tiles/stops/9/294/142.mvt' });
  const drawn = readTile(tile.rawPayload).stops?.map(({ properties }) => properties.gtfsId);
  expect(drawn).toContain('bus:s2');
  expect(drawn).not.toContain('rail:z1');
});

it('changes between feeds at the same place, each with the times of its zone', async () => {
  const [journey, ...others] = await plan('from: "bus:s1", to: "rail:x2"');
  expect(others).toEqual([]);
  expect(journey).toMatchObject({
    departure: '2017-06-01T08:00:00+03:00',
    arrival: '2017-06-01T07:30:00+02:00',
    transfers: 1,
    fare: null,
    unknownFareReason: 'SEVERAL_FEEDS',
    legs: [
      {
        from: { gtfsId: 'bus:s1' },
        to: { gtfsId: 'bus:s3' },
        departure: '2017-06-01T08:00:00+03:00',
        arrival: '2017-06-01T08:10:00+03:00',
        trip: { gtfsId: 'bus:t1' },
      },
      {
        from: { gtfsId: 'rail:x1' },
        to: { gtfsId: 'rail:x2' },
        departure: '2017-06-01T07:10:00+02:00',
        trip: { gtfsId: 'rail:t1' },
        serviceDate: '2017-06-01',
      },
    ],
  });
});

it('walks between stops of different feeds that are near each other', async () => {
  const [journey] = await plan('from: "bus:s1", to: "rail:y2"');
  expect(journey.legs).toMatchObject([
    { to: { gtfsId: 'bus:s2' }, trip: { gtfsId: 'bus:t1' } },
    { from: { gtfsId: 'bus:s2' }, to: { gtfsId: 'rail:y1' }, distanceMeters: 222 },
    { from: { gtfsId: 'rail:y1' }, to: { gtfsId: 'rail:y2' }, trip: { gtfsId: 'rail:t2' } },
  ]);
});

it('accepts ids of any feed for the start, for via and for excluded routes', async () => {
  const [journey] = await plan('from: "bus:s3", to: "rail:x2"');
  expect(journey.legs).toMatchObject([{ from: { gtfsId: 'rail:x1' }, trip: { gtfsId: 'rail:t1' } }]);
  const [by] = await plan(
    'from: "bus:s1", to: "rail:x2", via: [{ gtfsId: "rail:x1", minimumStaySeconds: 60 }]',
  );
  expect(by.legs).toMatchObject([{ trip: { gtfsId: 'bus:t2' } }, { trip: { gtfsId: 'rail:t3' } }]);
  expect(await plan('from: "bus:s1", to: "rail:x2", excludedRoutes: ["rail:r1"]')).toEqual([]);
  expect(await plan('from: "bus:s1", to: "rail:x2", modes: [BUS]')).toEqual([]);
  const [near] = await plan('fromCoordinates: { latitude: 62.0199, longitude: 27 }, to: "rail:x2"');
  expect(near).toMatchObject({
    access: { stop: { gtfsId: 'rail:x1' } },
    legs: [{ trip: { gtfsId: 'rail:t1' } }],
  });
});

it('uses real-time information of one feed, also after the other one was replaced', async () => {
  const trip = { tripId: 't1', startDate: '20170601' };
  const stopTimeUpdate = [{ stopSequence: 1, departure: { delay: 120 } }];
  await ofRail.say([{ id: '1', tripUpdate: { trip, stopTimeUpdate } }], now.getTime() / 1000);
  await transport.feeds[1]!.realtime.refresh();
  const late = async () => (await plan('from: "bus:s1", to: "rail:x2"'))[0].legs[1];
  const expected = { trip: { gtfsId: 'rail:t1' }, realtimeState: 'UPDATED', departureDelaySeconds: 120 };
  expect(await late()).toMatchObject(expected);
  versions.bus = {
    ...bus,
    'stop_times.txt': (smallFeed['stop_times.txt'] ?? '').replaceAll('08:10:00', '08:12:00'),
  };
  expect(await transport.feeds[0]!.store.reload()).toBe('replaced');
  // The bus now arrives after the planned departure of the train, which is late.
  expect(await late()).toMatchObject(expected);
  await ofRail.say(
    [{ id: '1', tripUpdate: { trip: { ...trip, scheduleRelationship: 'CANCELED' } } }],
    now.getTime() / 1000 + 1,
  );
  await transport.feeds[1]!.realtime.refresh();
  expect(await late()).toMatchObject({ trip: { gtfsId: 'rail:t3' } });
});
