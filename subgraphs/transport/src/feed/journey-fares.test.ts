import { beforeAll, describe, expect, it } from 'vitest';
import { counted } from '../../test/counted.ts';
import { archiveOf, smallFeed } from '../../test/small-feed.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { addDecimals, compareDecimals } from './decimals.ts';
import type { Feed } from './feed.ts';
import { cheapestFares } from './journey-fares.ts';

const attributes = 'fare_id,price,currency_type,payment_method,transfers,transfer_duration\n';
const rules = 'fare_id,route_id,origin_id,destination_id,contains_id\n';

async function feedWith(fares: string, fareRules = ''): Promise<Feed> {
  return loadFeed(
    archiveOf({
      ...smallFeed,
      'routes.txt': `${smallFeed['routes.txt']}r2,A,2,3\n`,
      'stops.txt': [
        'stop_id,stop_name,stop_lat,stop_lon,zone_id',
        's1,First,62.0000,27.0000,z1',
        's2,Second,62.0100,27.0000,z2',
        's3,Third,62.0200,27.0000,z3\n',
      ].join('\n'),
      'fare_attributes.txt': `${attributes}${fares}`,
      'fare_rules.txt': `${rules}${fareRules}`,
    }),
    'T',
  );
}

/** Rides of the routes 1 (row 0) and 2 (row 1), half an hour after each other. */
const first = { routes: [0], stops: [0, 1], departure: 0 };
const second = { routes: [1], stops: [1, 2], departure: 1_800 };

describe('the cheapest fares of a journey', () => {
  let none: Feed;
  beforeAll(async () => {
    none = await feedWith('');
  });

  it.each([
    {
      what: 'a fare without transfers for each ride',
      fares: 'one,2.50,EUR,0,0,\n',
      price: '5.00',
      parts: [1, 1],
    },
    {
      what: 'a fare with one transfer',
      fares: 'one,2.50,EUR,0,0,\nall,4.00,EUR,0,1,\n',
      price: '4.00',
      parts: [2],
    },
    { what: 'a fare with any transfers', fares: 'all,3,EUR,0,,\n', price: '3', parts: [2] },
    {
      what: 'two fares if the transfer is too late',
      fares: 'all,3.00,EUR,0,1,1799\n',
      price: '6.00',
      parts: [1, 1],
    },
    {
      what: 'one fare if the transfer is in time',
      fares: 'all,3.00,EUR,0,1,1800\n',
      price: '3.00',
      parts: [2],
    },
    {
      what: 'the fares of routes',
      fares: 'a,1.10,EUR,0,0,\nb,0.2,EUR,0,0,\n',
      fareRules: 'a,r1,,,\nb,r2,,,\n',
      price: '1.30',
      parts: [1, 1],
    },
    {
      what: 'a fare from zone to zone, across the transfer',
      fares: 'one,2.50,EUR,0,0,\nall,4.00,EUR,0,1,\n',
      fareRules: 'all,,z1,z3,\n',
      price: '4.00',
      parts: [2],
    },
    {
      what: 'no fare for fewer zones than the journey passes',
      fares: 'one,2.50,EUR,0,0,\nall,4.00,EUR,0,1,\n',
      fareRules: 'all,,,,z1\nall,,,,z3\n',
      price: '5.00',
      parts: [1, 1],
    },
    {
      what: 'a fare for all zones that the journey passes',
      fares: 'one,2.50,EUR,0,0,\nall,4.00,EUR,0,1,\n',
      fareRules: 'all,,,,z1\nall,,,,z2\nall,,,,z3\n',
      price: '4.00',
      parts: [2],
    },
    {
      what: 'one currency',
      fares: 'a,1.00,EUR,0,0,\nb,9.00,SEK,0,0,\n',
      fareRules: 'a,r1,,,\nb,,,,\n',
      price: '18.00',
      parts: [1, 1],
    },
  ])('are $what', async ({ fares, fareRules, price, parts }) => {
    const fare = cheapestFares(await feedWith(fares, fareRules), [first, second]);
    expect(fare?.price).toBe(price);
    expect(fare?.parts.map(({ rides }) => rides)).toEqual(parts);
  });

  it('are unknown if a ride has no fare, or nothing is ridden', async () => {
    expect(cheapestFares(none, [first])).toBeNull();
    expect(cheapestFares(await feedWith('a,1.00,EUR,0,0,\n', 'a,r1,,,\n'), [first, second])).toBeNull();
    expect(cheapestFares(await feedWith('a,1.00,EUR,0,0,\n'), [])).toBeNull();
  });
});

describe('a feed with thousands of fares and rules', () => {
  const rows = (count: number, row: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => `${row(index)}\n`).join('');

  it('is priced without a look at each fare', async () => {
    const feed = await feedWith(rows(2_000, (index) => `f${index},${9 - (index % 2)},EUR,0,0,`));
    const { count, column: fares } = counted(feed.fares);
    expect(cheapestFares({ ...feed, fares }, [first, second])?.price).toBe('16');
    expect(count.reads).toBeLessThan(2_000);
  });

  it('is priced without a look at its rules', async () => {
    const pairs = rows(2_000, (index) => `a,,z${index},z${index % 7},`);
    const feed = await feedWith('a,3.00,EUR,0,1,\n', `${pairs}a,,z1,z3,\n`);
    const { count, column: fareRules } = counted(feed.fareRules);
    expect(cheapestFares({ ...feed, fareRules }, [first, second])?.price).toBe('3.00');
    expect(count.reads).toBe(0);
  });

  it('lists some of those of a route', async () => {
    const feed = await feedWith(
      `everywhere,2,EUR,0,0,\n${rows(600, (index) => `f${index},1,EUR,0,0,`)}`,
      rows(600, (index) => `f${index},${index % 2 === 0 ? 'r1' : ''},z${index},,`),
    );
    const listed = feed.fareIndex.onRoute(0);
    expect(listed).toHaveLength(500);
    expect(listed.slice(0, 3).map(({ fare, origin }) => [fare, origin])).toEqual([
      [0, null],
      [1, 'z0'],
      [2, 'z1'],
    ]);
    expect(feed.fareIndex.onRoute(1).map(({ origin }) => origin)).not.toContain('z0');
  });

  it('is refused for an endless price, because sums are exact', async () => {
    await expect(feedWith(`a,2.${'0'.repeat(100)}1,EUR,0,0,\n`)).rejects.toThrow('is not an amount');
  });
});

it('adds and compares amounts exactly', () => {
  expect(addDecimals('0.1', '0.20')).toBe('0.30');
  expect(addDecimals('9007199254740993', '.5')).toBe('9007199254740993.5');
  expect(addDecimals('2', '3')).toBe('5');
  expect(compareDecimals('2.50', '2.5')).toBe(0);
  expect(compareDecimals('10.00', '9.99')).toBe(1);
  expect(compareDecimals('0.09', '0.1')).toBe(-1);
});
