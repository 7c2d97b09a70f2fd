import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { archiveOf, configOf, type Files, smallFeed } from '../../test/small-feed.ts';
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
    'stop_id,stop_name,stop_lat,stop_lon',
    'x1,THIRD (east),62.0200,27.0001',
    'x2,Mountain,62.1000,27.0000',
    'y1,Market,62.0120,27.0000',
    'y2,Lake,62.2000,27.0000\n',
  ].join('\n'),
  'routes.txt': 'route_id,agency_id,route_short_name,route_type\nr1,R,R1,2\nr2,R,R2,2\n',
  'trips.txt': 'route_id,service_id,trip_id\nr1,daily,t1\nr1,daily,t3\nr2,daily,t2\n',
  'stop_times.txt': [
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
    't1,07:10:00,07:10:00,x1,1',
    't1,07:30:00,07:30:00,x2,2',
    't3,08:40:00,08:40:00,x1,1',
    't3,09:00:00,09:00:00,x2,2',
    't2,07:20:00,07:20:00,y1,1',
    't2,07:50:00,07:50:00,y2,2\n',
  ].join('\n'),
};
const versions: Record<string, Files> = { bus: smallFeed, rail };
const source = (id: string) => ({
  read: async () => {
    const files = versions[id] ?? {};
    return { fingerprint: JSON.stringify(files), open: async () => archiveOf(files) };
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

async function plan(args: string) {
  const { data, errors } = await transport.executeAs(personas.anonymous, {
    query: `{ planJourney(${args}, departAt: "2017-06-01T07:00:00+03:00") { itineraries {
      departure arrival transfers
      access { stop { gtfsId } }
      legs {
        from { gtfsId } to { gtfsId } departure arrival
        ... on TransitLeg { trip { gtfsId } route { gtfsId } serviceDate realtimeState departureDelaySeconds }
        ... on WalkLeg { distanceMeters }
      }
      fare { price } unknownFareReason
    } } }`,
  });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query
  return (data as any).planJourney.itineraries;
}

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

it('begins at a place under the name of any feed, passes one, and excludes routes of one', async () => {
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
    ...smallFeed,
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
