import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallFeed, sourceOf, testConfig } from '../test/small-feed.ts';
import { createTransportSubgraph, type TransportSubgraph } from './subgraph.ts';

const files = {
  ...smallFeed,
  'stop_times.txt': [
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence,stop_headsign,timepoint',
    't1,08:00:00,08:00:00,s1,1,Centre,',
    't1,08:05:00,08:06:00,s2,2,Station,0',
    't1,08:10:00,08:10:00,s3,3,,',
    't2,09:00:00,09:00:00,s1,1,,',
    't2,09:10:00,09:10:00,s3,2,,\n',
  ].join('\n'),
  'frequencies.txt': 'trip_id,start_time,end_time,headway_secs\nt2,09:00:00,09:20:00,600\n',
  'fare_attributes.txt': 'fare_id,price,currency_type,payment_method,transfers\nsingle,2.50,EUR,0,0\n',
  'feed_info.txt': 'feed_publisher_name,feed_publisher_url,feed_lang\nCity,https://example.org,en\n',
  'translations.txt': [
    'table_name,field_name,language,translation,record_id,record_sub_id,field_value',
    'feed_info,feed_publisher_name,fi,Kaupunki,,,',
    'trips,trip_headsign,fi,Kolmas,t2,,',
    'stop_times,stop_headsign,fi,Keskusta,t1,1,',
    'stop_times,stop_headsign,fi,Asema,t1,2,\n',
  ].join('\n'),
};

let transport: TransportSubgraph;
beforeAll(async () => {
  transport = await createTransportSubgraph(testConfig, {
    sources: { T: sourceOf(files) },
  });
});
afterAll(() => transport?.close());

async function ask(query: string) {
  const { data, errors } = await transport.executeAs(personas.anonymous, { query });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of each query
  return data as any;
}

it('answers other fields while journeys are planned', async () => {
  const order: string[] = [];
  // The first journey starts the thread: planned on the event loop, it would be answered first.
  const days = ['01', '02', '03', '04', '05', '06', '07', '08'];
  const journeys = days.map((day) =>
    ask(
      `{ planJourney(from: "T:s1", to: "T:s3", departAt: "2017-06-${day}T07:00:00+03:00") { itineraries { arrival } } }`,
    ).then((data) => {
      order.push('journey');
      return data.planJourney.itineraries[0].arrival;
    }),
  );
  await ask('{ stop(gtfsId: "T:s1") { name } }').then(() => order.push('stop'));
  expect(await Promise.all(journeys)).toEqual(days.map((day) => `2017-06-${day}T08:10:00+03:00`));
  expect(order[0]).toBe('stop');
});

it('reports how exact times are, and each stop’s own headsign in every language', async () => {
  const { trip, sampled, feed } = await ask(`{
    feed { publisher finnish: publisher(language: "fi") }
    trip(gtfsId: "T:t1") { stopTimes { headsign(language: "fi") timePrecision } }
    sampled: trip(gtfsId: "T:t2@09:10:00") { headsign(language: "fi") stopTimes { timePrecision } }
  }`);
  expect(feed).toEqual({ publisher: 'City', finnish: 'Kaupunki' });
  expect(trip.stopTimes).toEqual([
    { headsign: 'Keskusta', timePrecision: 'EXACT' },
    { headsign: 'Asema', timePrecision: 'APPROXIMATE' },
    { headsign: 'Third', timePrecision: 'EXACT' },
  ]);
  expect(sampled).toEqual({
    headsign: 'Kolmas',
    stopTimes: [{ timePrecision: 'HEADWAY' }, { timePrecision: 'HEADWAY' }],
  });
  const { stop, planJourney } = await ask(`{
    stop(gtfsId: "T:s2") { departures(at: "2017-06-01T07:00:00+03:00") { nodes { timePrecision } } }
    planJourney(from: "T:s1", to: "T:s2", departAt: "2017-06-01T07:00:00+03:00") {
      itineraries { legs { ... on TransitLeg { departurePrecision arrivalPrecision } } }
    }
  }`);
  expect(stop.departures.nodes).toEqual([{ timePrecision: 'APPROXIMATE' }]);
  expect(planJourney.itineraries[0].legs).toEqual([
    { departurePrecision: 'EXACT', arrivalPrecision: 'APPROXIMATE' },
  ]);
});

it('plans by way of a stop, and says what the journey costs', async () => {
  const plan = (via: string, rest = '') => `{
    planJourney(from: "T:s1", to: "T:s3", departAt: "2017-06-01T07:00:00+03:00", via: [${via}] ${rest}) {
      itineraries {
        arrival
        transfers
        fare { price currency parts { rides fare { gtfsId } } }
        legs { from { gtfsId } to { gtfsId } ... on TransitLeg { staysAboard } }
      }
    }
  }`;
  const through = await ask(plan('{ gtfsId: "T:s2" }'));
  expect(through.planJourney.itineraries).toEqual([
    {
      arrival: '2017-06-01T08:10:00+03:00',
      transfers: 0,
      fare: { price: '2.50', currency: 'EUR', parts: [{ rides: 1, fare: { gtfsId: 'T:single' } }] },
      legs: [
        { from: { gtfsId: 'T:s1' }, to: { gtfsId: 'T:s2' }, staysAboard: false },
        { from: { gtfsId: 'T:s2' }, to: { gtfsId: 'T:s3' }, staysAboard: true },
      ],
    },
  ]);
  const stay = await ask(plan('{ gtfsId: "T:s2", minimumStaySeconds: 60 }'));
  expect(stay.planJourney.itineraries).toHaveLength(1);
  const tooLong = await ask(plan('{ gtfsId: "T:s2", minimumStaySeconds: 61 }'));
  // The trip waits for a minute there: passengers who stay longer go on with the next day's.
  expect(tooLong.planJourney.itineraries).toMatchObject([
    { arrival: '2017-06-02T08:10:00+03:00', transfers: 1, fare: { price: '5.00' } },
  ]);
});

it.each([
  { what: 'an end of the journey', via: '{ gtfsId: "T:s1" }', rest: '' },
  { what: 'a stop twice', via: '{ gtfsId: "T:s2" }, { gtfsId: "T:s2" }', rest: '' },
  { what: 'an unknown stop', via: '{ gtfsId: "T:s9" }', rest: '' },
  { what: 'a stop and a window', via: '{ gtfsId: "T:s2" }', rest: 'windowSeconds: 60' },
  { what: 'a stay of two days', via: '{ gtfsId: "T:s2", minimumStaySeconds: 172800 }', rest: '' },
])('refuses to plan by way of $what', async ({ via, rest }) => {
  const query = `{ planJourney(from: "T:s1", to: "T:s3", via: [${via}] ${rest}) { itineraries { arrival } } }`;
  const { errors } = await transport.executeAs(personas.anonymous, { query });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

it('plans by arrival, in a window with pages, and from and to coordinates', async () => {
  const at = (time: string) => `2017-06-01T${time}+03:00`;
  const plan = (rest: string, fields: string) =>
    ask(`{ planJourney(to: "T:s3", ${rest}) { itineraries { departure arrival } ${fields} } }`);
  const latest = await plan(`from: "T:s1", arriveBy: "${at('09:15:00')}"`, 'earlier later');
  expect(latest.planJourney).toEqual({
    itineraries: [{ departure: at('09:00:00'), arrival: at('09:10:00') }],
    earlier: at('09:09:59'),
    later: at('09:00:01'),
  });
  const window = 'from: "T:s1", departAt: "2017-06-01T07:00:00+03:00", windowSeconds: 10800, first: 2';
  const first = await plan(window, 'later');
  expect(first.planJourney).toEqual({
    itineraries: [
      { departure: at('08:00:00'), arrival: at('08:10:00') },
      { departure: at('09:00:00'), arrival: at('09:10:00') },
    ],
    later: at('09:00:01'),
  });
  const second = await plan(
    `from: "T:s1", departAt: "${first.planJourney.later}", windowSeconds: 3600`,
    'later',
  );
  expect(second.planJourney).toEqual({
    itineraries: [{ departure: at('09:10:00'), arrival: at('09:20:00') }],
    later: at('10:00:02'),
  });

  const { planJourney } = await ask(`{
    planJourney(
      fromCoordinates: { latitude: 62.002, longitude: 27.0 }, toCoordinates: { latitude: 62.021, longitude: 27.0 }
      departAt: "${at('07:00:00')}"
    ) {
      itineraries {
        departure arrival walkMeters co2Grams wheelchairAccessible
        access { stop { gtfsId } departure arrival distanceMeters }
        egress { stop { gtfsId } departure arrival distanceMeters }
        legs { __typename from { gtfsId } to { gtfsId } }
      }
    }
  }`);
  // 222.4 m at 1.25 m/s with a detour of 1.3 are 232 s, and 111.2 m are 116 s.
  expect(planJourney.itineraries).toEqual([
    {
      departure: at('07:56:08'),
      arrival: at('08:11:56'),
      walkMeters: 334,
      // 2,224 m by bus.
      co2Grams: 216,
      wheelchairAccessible: 'UNKNOWN',
      access: {
        stop: { gtfsId: 'T:s1' },
        departure: at('07:56:08'),
        arrival: at('08:00:00'),
        distanceMeters: 222,
      },
      egress: {
        stop: { gtfsId: 'T:s3' },
        departure: at('08:10:00'),
        arrival: at('08:11:56'),
        distanceMeters: 111,
      },
      legs: [{ __typename: 'TransitLeg', from: { gtfsId: 'T:s1' }, to: { gtfsId: 'T:s3' } }],
    },
  ]);
  const near = await ask(`{
    planJourney(
      fromCoordinates: { latitude: 62.002, longitude: 27.0 }, toCoordinates: { latitude: 62.004, longitude: 27.0 }
      departAt: "${at('07:00:00')}"
    ) { itineraries { legs { __typename } access { stop { gtfsId } distanceMeters } egress { distanceMeters } } }
  }`);
  expect(near.planJourney.itineraries).toEqual([
    { legs: [], access: { stop: null, distanceMeters: 222 }, egress: null },
  ]);
});

it('leaves out modes and routes, and refuses arguments that contradict each other', async () => {
  const plan = async (rest: string) => {
    const query = `{ planJourney(${rest}) { itineraries { arrival } } }`;
    const { data, errors } = await transport.executeAs(personas.anonymous, { query });
    const [error] = errors ?? [];
    return error === undefined
      ? (data as { planJourney: { itineraries: unknown[] } }).planJourney.itineraries.length
      : error.message.slice(0, error.message.indexOf(':'));
  };
  const usual = 'from: "T:s1", to: "T:s3", departAt: "2017-06-01T07:00:00+03:00"';
  expect(await plan(usual)).toBe(1);
  expect(await plan(`${usual}, modes: [BUS]`)).toBe(1);
  expect(await plan(`${usual}, modes: [TRAM]`)).toBe(0);
  expect(await plan(`${usual}, excludedRoutes: ["T:r1"]`)).toBe(0);
  expect(await plan(`${usual}, wheelchair: true`)).toBe(1);
  expect(await plan(`${usual}, excludedRoutes: ["T:none"]`)).toBe('excludedRoutes');
  expect(await plan(`${usual}, arriveBy: "2017-06-01T09:00:00+03:00"`)).toBe('arriveBy');
  expect(await plan(`${usual}, fromCoordinates: { latitude: 62, longitude: 27 }`)).toBe('fromCoordinates');
  expect(await plan('to: "T:s3"')).toBe('from');
  expect(await plan(`${usual}, windowSeconds: 86401`)).toBe('windowSeconds');
  expect(await plan('to: "T:s3", fromCoordinates: { latitude: 91, longitude: 27 }')).toBe(
    'fromCoordinates.latitude',
  );
});
