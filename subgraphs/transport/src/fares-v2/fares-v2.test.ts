import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { feedOf, maryland } from '../../test/fare-examples.ts';
import { sourceOf, testConfig } from '../../test/small-feed.ts';
import { fareOfItinerary } from '../graph/fares-v2.ts';
import type { TransitLegModel } from '../graph/mappers.ts';
import { parseIsoDate } from '../gtfs/date.ts';
import { createTransportSubgraph, type TransportSubgraph } from '../subgraph.ts';

const files = {
  ...maryland,
  'fare_attributes.txt': 'fare_id,price,currency_type,payment_method,transfers\nold,9.50,EUR,0,0\n',
  'rider_categories.txt':
    'rider_category_id,rider_category_name,is_default_fare_category\nadult,Adult,1\nstudent,Student,\n',
  'fare_media.txt': 'fare_media_id,fare_media_name,fare_media_type\ncard,City Card,2\n',
  'fare_products.txt': [
    'fare_product_id,fare_product_name,amount,currency,rider_category_id,fare_media_id',
    'core_local_oneway_fare,One Way,2.00,USD,adult,',
    'core_local_oneway_fare,One Way,1.00,USD,student,card',
    'core_local_1_day_fare,1-Day Pass,4.60,USD,adult,\n',
  ].join('\n'),
  'translations.txt':
    'table_name,field_name,language,translation,record_id\nfare_media,fare_media_name,zh,市民卡,card\n',
};

let transport: TransportSubgraph;
beforeAll(async () => {
  transport = await createTransportSubgraph(testConfig, { sources: { T: sourceOf(files) } });
});
afterAll(() => transport?.close());

const ask = (query: string) => transport.executeAs(personas.anonymous, { query });
const plan = (fields: string, to = 's3') =>
  ask(
    `{ planJourney(from: "T:s1", to: "T:${to}", departAt: "2017-06-01T07:00:00+03:00") { itineraries { ${fields} } } }`,
  );

it('prices journeys with the products that passengers buy', async () => {
  const fields = `
    fare { price currency parts { rides } charges { product { gtfsId name amount } isTransfer firstRide lastRide } }
    student: fare(riderCategory: "T:student") {
      price
      charges { product { riderCategory { gtfsId name isDefault } fareMedium { name(language: "zh") type } } }
    }
    unknownFareReason
    legs { ... on TransitLeg { fare { price } fareProducts { name amount } } }`;
  const { data, errors } = await plan(fields);
  expect(errors).toBeUndefined();
  const product = { gtfsId: 'T:core_local_oneway_fare', name: 'One Way', amount: '2.00' };
  const student = { gtfsId: 'T:student', name: 'Student', isDefault: false };
  expect(data).toMatchObject({
    planJourney: {
      itineraries: [
        {
          fare: {
            price: '2.00',
            currency: 'USD',
            parts: [],
            charges: [{ product, isTransfer: false, firstRide: 1, lastRide: 1 }],
          },
          student: {
            price: '1.00',
            charges: [
              { product: { riderCategory: student, fareMedium: { name: '市民卡', type: 'TRANSIT_CARD' } } },
            ],
          },
          unknownFareReason: null,
          legs: [
            {
              fare: null,
              fareProducts: [
                { name: 'One Way', amount: '2.00' },
                { name: '1-Day Pass', amount: '4.60' },
              ],
            },
          ],
        },
      ],
    },
  });
});

it('prices an itinerary once for each rider', async () => {
  const feed = await feedOf(files);
  const ride = {
    ...{ feed, feedIndex: 0, trip: 0, serviceDay: parseIsoDate('2017-06-01'), staysAboard: false },
    ...{ from: 0, to: 2, boarding: 0, alighting: 2 },
  } as TransitLegModel;
  const itinerary = { rides: [ride], fares: new Map() };
  const fare = fareOfItinerary(itinerary, {});
  expect(fare).toMatchObject({ price: '2.00' });
  expect(fareOfItinerary(itinerary, { riderCategory: null })).toBe(fare);
  expect(fareOfItinerary(itinerary, { riderCategory: 'T:student' })).toMatchObject({ price: '1.00' });
});

it('lists categories and media, and refuses unknown ones', async () => {
  const { data } = await ask('{ feed { riderCategories { gtfsId } fareMedia { gtfsId } } }');
  expect(data).toEqual({
    feed: {
      riderCategories: [{ gtfsId: 'T:adult' }, { gtfsId: 'T:student' }],
      fareMedia: [{ gtfsId: 'T:card' }],
    },
  });
  const { errors } = await plan('fare(riderCategory: "T:senior") { price }');
  expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
});
