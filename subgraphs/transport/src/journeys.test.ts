import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { archiveOf, smallFeed, testConfig } from '../test/small-feed.ts';
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
    source: { read: async () => ({ fingerprint: 'small', open: async () => archiveOf(files) }) },
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
