import { expect, it } from 'vitest';
import { counted } from '../../test/counted.ts';
import { feedOf, threeLegs } from '../../test/fare-examples.ts';
import { priceJourney } from './price-journey.ts';

const rows = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `${row(index)}\n`).join('');
const anyone = { category: null, medium: null };

it('a feed with thousands of everything is priced with some of it', async () => {
  const currencies = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF', 'EUR'];
  const products = rows(2_000, (index) => `A,${index + 1},${currencies[index % 7]}`);
  const legRules = rows(2_000, (index) => `${index === 0 ? 'A' : `g${index}`},A,A,always`);
  const transfers = Array.from({ length: 2_000 }, (_, index) => `A,A,${index + 1},1,,0,`);
  const feed = await feedOf(
    threeLegs(transfers, {
      'fare_products.txt': `fare_product_id,amount,currency\n${products}`,
      'areas.txt': `area_id\n${rows(2_000, (index) => `a${index}`)}`,
      'stop_areas.txt': `area_id,stop_id\n${rows(2_000, (index) => `a${index},s1`)}`,
      'timeframes.txt': `timeframe_group_id,service_id\n${rows(6_000, () => 'always,daily')}`,
      'fare_leg_rules.txt': `leg_group_id,network_id,fare_product_id,from_timeframe_group_id\n${legRules}`,
    }),
  );
  const fares = feed.faresV2!;
  expect(fares.products.get('A')).toHaveLength(500);
  expect(fares.currencies).toEqual(['AAA', 'BBB', 'CCC', 'DDD', 'EEE']);
  expect(fares.areasOfStop.get(feed.stops.ids.get('s1')!)).toHaveLength(100);
  expect(fares.timeframes.get('always')).toHaveLength(5_000);
  const morning = Date.parse('2017-06-01T08:00:00+03:00') / 1000;
  const ride = { routes: [0], from: 0, to: 1, departure: morning, arrival: morning + 600 };
  expect(fares.transferRules.between('A', 'A', 1, ride, ride).length).toBeLessThanOrEqual(50);
  expect(priceJourney(feed, fares, [ride], anyone)).toMatchObject({ price: '1', currency: 'AAA' });
});

it('compares the rows of a product once for a journey, however many rules name it', async () => {
  const products = rows(400, (index) => `A,${index + 1},EUR,m${index % 20}`);
  const feed = await feedOf(
    threeLegs([], {
      'fare_media.txt': `fare_media_id,fare_media_type\n${rows(20, (index) => `m${index},2`)}`,
      'fare_products.txt': `fare_product_id,amount,currency,fare_media_id\n${products}`,
      'fare_leg_rules.txt': `leg_group_id,network_id,fare_product_id\n${rows(400, (index) => `g${index},A,A`)}`,
    }),
  );
  const fares = feed.faresV2!;
  const { count, column } = counted(fares.products.get('A')!);
  const ride = { routes: [0], from: 0, to: 1, departure: 0, arrival: 600 };
  const counting = { ...fares, products: new Map([...fares.products, ['A', column] as const]) };
  expect(priceJourney(feed, counting, [ride, ride], anyone)).toMatchObject({ price: '2' });
  // Its method `filter`.
  expect(count.reads).toBe(1);
});
