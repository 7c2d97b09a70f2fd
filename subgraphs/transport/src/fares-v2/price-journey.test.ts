import { beforeAll, describe, expect, it } from 'vitest';
import { feedOf, maryland, threeLegs, translink } from '../../test/fare-examples.ts';
import type { Feed } from '../feed/feed.ts';
import type { FareRide } from './fare-legs.ts';
import type { Rider } from './offers.ts';
import { priceJourney } from './price-journey.ts';

const anyone: Rider = { category: null, medium: null };

/** Rides of a day, as `route from to departure arrival`. */
function ridesOf(feed: Feed, day: string, texts: readonly string[]): FareRide[] {
  const midnight = Date.parse(`${day}T00:00:00Z`) / 1000;
  const time = (text: string) => {
    const [hours = 0, minutes = 0] = text.split(':').map(Number);
    return midnight + hours * 3600 + minutes * 60 - feed.clock.offset(midnight);
  };
  return texts.map((text) => {
    const [route = '', from = '', to = '', departure = '', arrival = ''] = text.split(' ');
    return {
      routes: [feed.routeIndex.get(route)!],
      from: feed.stops.ids.get(from)!,
      to: feed.stops.ids.get(to)!,
      departure: time(departure),
      arrival: time(arrival),
    };
  });
}

function price(feed: Feed, texts: readonly string[], rider = anyone, day = '2025-06-04') {
  const found = priceJourney(feed, feed.faresV2!, ridesOf(feed, day, texts), rider);
  return typeof found === 'string'
    ? found
    : `${found.price} ${found.charges.map(({ product, firstRide, lastRide }) => `${product.id}@${firstRide}-${lastRide}`).join(' ')}`;
}

describe('Vancouver', () => {
  let feed: Feed;
  const categoryOf = (id: string): Rider => ({
    category: feed.faresV2!.categoryIndex.get(id)!,
    medium: null,
  });
  beforeAll(async () => {
    feed = await feedOf(translink);
  });

  it.each([
    { what: 'within a zone', rides: ['13686 8066 99901 08:00 08:20'], paid: '3.20 1_zone_fare@0-0' },
    { what: 'from zone to zone', rides: ['13686 8066 8039 08:00 08:20'], paid: '4.65 2_zone_fare@0-0' },
    {
      what: 'from the island, which is in two areas',
      rides: ['13686 99901 8039 08:00 08:20'],
      paid: '9.65 sea_island_2_zone_fare@0-0',
    },
    {
      what: 'within the island, although three rules fit',
      rides: ['13686 99901 99902 08:00 08:20'],
      paid: '0 sea_island_sea_island_fare@0-0',
    },
    {
      what: 'by bus on the cheapest medium',
      rides: ['10232 8066 8039 08:00 08:20'],
      paid: '2.60 bus_flat_fare@0-0',
    },
    {
      what: 'by two buses within 90 minutes',
      rides: ['10232 8066 8039 08:00 08:20', '10232 8039 8066 09:30 09:50'],
      paid: '2.60 bus_flat_fare@0-0',
    },
    {
      what: 'by two buses after 90 minutes',
      rides: ['10232 8066 8039 08:00 08:20', '10232 8039 8066 09:31 09:50'],
      paid: '5.20 bus_flat_fare@0-0 bus_flat_fare@1-1',
    },
    {
      what: 'by three buses, 90 minutes from the first',
      rides: ['10232 8066 8039 08:00 08:20', '10232 8039 8066 08:50 09:20', '10232 8066 8039 09:40 09:50'],
      paid: '5.20 bus_flat_fare@0-0 bus_flat_fare@2-2',
    },
    {
      what: 'by bus and train, all on the medium of the train',
      rides: ['10232 8066 8066 08:00 08:20', '13686 8066 8039 08:30 08:50'],
      paid: '4.65 bus_flat_fare@0-0 1_zone_to_2_zone_upgrade@0-1',
    },
    {
      what: 'by two trains, with an upgrade',
      rides: ['13686 8039 8066 08:00 08:20', '30052 8066 8070 08:30 08:50'],
      paid: '6.35 2_zone_fare@0-0 2_zone_to_3_zone_upgrade@0-1',
    },
    {
      what: 'in the evening, at a flat fare',
      rides: ['13686 8066 8039 18:30 18:50'],
      paid: '3.20 1_zone_fare@0-0',
    },
    {
      what: 'before the evening begins',
      rides: ['13686 8066 8039 18:29 18:50'],
      paid: '4.65 2_zone_fare@0-0',
    },
    {
      what: 'past midnight, on the calendar day',
      rides: ['13686 8066 8039 26:59 27:10'],
      paid: '3.20 1_zone_fare@0-0',
    },
  ])('charges $what', ({ rides, paid }) => {
    expect(price(feed, rides)).toBe(paid);
  });

  it('charges by the day of the week', () => {
    const ride = ['13686 99901 8039 12:00 12:20'];
    expect(price(feed, ride, anyone, '2025-06-07')).toBe('8.20 sea_island_1_zone_fare@0-0');
    // Saturday at 25:00 is Sunday, Sunday at 27:30 is Monday.
    expect(price(feed, ['13686 8066 8039 27:30 27:50'], anyone, '2025-06-08')).toBe('4.65 2_zone_fare@0-0');
  });

  it('charges by category and medium', () => {
    const bus = ['10232 8066 8039 08:00 08:20'];
    expect(price(feed, bus, categoryOf('concession'))).toBe('2.15 bus_flat_fare@0-0');
    const cash = feed.faresV2!.mediumIndex.get('cash')!;
    expect(price(feed, bus, { category: null, medium: cash })).toBe('3.20 bus_flat_fare@0-0');
    expect(price(feed, bus, { ...categoryOf('concession'), medium: cash })).toBe('NO_PRODUCT_FOR_RIDER');
  });

  it('gives no price without a rule', () => {
    expect(price(feed, ['13686 8070 8070 08:00 08:20'])).toBe('NO_MATCHING_RULE');
  });
});

describe('Maryland', () => {
  it('charges one fare for any transfers within 90 minutes, and no more than for a pass', async () => {
    const feed = await feedOf(maryland);
    const rides = ['r1 s1 s2 08:00 08:20', 'r1 s2 s3 08:30 08:50', 'r1 s3 s1 09:29 09:50'];
    expect(price(feed, rides)).toBe('2.00 core_local_oneway_fare@0-0');
  });

  it('has no fare outside of the network, unless a rule without a network says so', async () => {
    const ride = ['r2 s1 s2 08:00 08:20'];
    expect(price(await feedOf(maryland), ride)).toBe('NO_MATCHING_RULE');
    const rules = `${maryland['fare_leg_rules.txt']}other,,core_local_1_day_fare\n`;
    const feed = await feedOf({ ...maryland, 'fare_leg_rules.txt': rules });
    expect(price(feed, ride)).toBe('4.60 core_local_1_day_fare@0-0');
    // Without priorities, an empty network is none of the listed ones.
    expect(price(feed, ['r1 s1 s2 08:00 08:20'])).toBe('2.00 core_local_oneway_fare@0-0');
  });
});

describe('transfers', () => {
  const rides = ['r1 s1 s2 08:00 08:10', 'r2 s2 s3 08:20 08:30', 'r3 s3 s1 08:40 09:00'];

  it.each([
    { what: 'A + AB, then + BC', types: [0, 0], paid: '1.11' },
    { what: 'A + AB + B, then + BC', types: [1, 0], paid: '11.11' },
    { what: 'A + AB + B, then + BC + C', types: [1, 1], paid: '111.11' },
    { what: 'AB, then + BC', types: [2, 2], paid: '0.11' },
    { what: 'AB, then + BC + C', types: [2, 1], paid: '100.11' },
    { what: 'A + AB, then + BC, whose type 2 replaces no sum', types: [0, 2], paid: '1.11' },
  ])('cost $what', async ({ types: [first, second], paid }) => {
    const feed = await feedOf(threeLegs([`A,B,,,,${first},AB`, `B,C,,,,${second},BC`]));
    expect(price(feed, rides).split(' ')[0]).toBe(paid);
  });

  it('can be discounts, and need the rule of their direction', async () => {
    const feed = await feedOf(threeLegs(['B,C,,,,1,discount', 'C,B,,,,0,']));
    expect(price(feed, rides)).toBe('110.50 A@0-0 B@1-1 discount@1-2 C@2-2');
  });

  it.each([
    { type: 0, limit: 2400, first: '08:00', last: '08:40' },
    { type: 1, limit: 1200, first: '08:00', last: '08:20' },
    { type: 2, limit: 600, first: '08:10', last: '08:20' },
    { type: 3, limit: 1800, first: '08:10', last: '08:40' },
  ])('last from $first to $last with the limit type $type', async ({ type, limit }) => {
    const own = ['r1 s1 s2 08:00 08:10', 'r2 s2 s3 08:20 08:40'];
    expect(price(await feedOf(threeLegs([`A,B,${limit},${type},,0,`])), own)).toBe('1.00 A@0-0');
    const shorter = await feedOf(threeLegs([`A,B,${limit - 1},${type},,0,`]));
    expect(price(shorter, own)).toBe('11.00 A@0-0 B@1-1');
  });

  it('count within a group, up to the highest number that a rule has', async () => {
    const feed = await feedOf(threeLegs(['A,A,,,1,0,', 'A,A,,,2,0,AB']));
    const ride = (hour: number) => `r1 s1 s2 0${hour}:00 0${hour}:10`;
    expect(price(feed, [1, 2].map(ride))).toBe('1.00 A@0-0');
    expect(price(feed, [1, 2, 3].map(ride))).toBe('1.10 A@0-0 AB@1-2');
    expect(price(feed, [1, 2, 3, 4].map(ride))).toBe('2.10 A@0-0 AB@1-2 A@3-3');
  });

  it('of groups that no rule lists have the rule with an empty field', async () => {
    const feed = await feedOf(threeLegs(['A,,,,,0,', ',C,,,,0,']));
    // A to B: from A is listed, to B is not; B to C: from B is not listed, to C is.
    expect(price(feed, rides)).toBe('1.00 A@0-0');
    expect(price(feed, ['r1 s1 s2 08:00 08:10', 'r3 s2 s3 08:20 08:30'])).toBe('101.00 A@0-0 C@1-1');
  });
});

describe('joined legs', () => {
  const join = (row: string) => ({
    'fare_leg_join_rules.txt': `from_network_id,to_network_id,from_stop_id,to_stop_id\n${row}\n`,
  });
  const rides = ['r1 s1 s2 08:00 08:10', 'r1 s2 s3 08:20 08:30', 'r1 s1 s3 08:40 08:50'];

  it('count as one where they meet in a station', async () => {
    const feed = await feedOf(threeLegs([], join('A,A,,')));
    expect(price(feed, rides)).toBe('2.00 A@0-1 A@2-2');
  });

  it('count as one between the stops of a rule', async () => {
    const feed = await feedOf(threeLegs([], join('A,A,s3,s1')));
    expect(price(feed, rides)).toBe('2.00 A@0-0 A@1-2');
  });

  it('of different networks have no network', async () => {
    const feed = await feedOf(threeLegs([], join('A,B,,')));
    expect(price(feed, ['r1 s1 s2 08:00 08:10', 'r2 s2 s3 08:20 08:30'])).toBe('NO_MATCHING_RULE');
  });
});

it('has one currency', async () => {
  const products = 'fare_product_id,amount,currency\nA,1.00,EUR\nB,9.00,SEK\nC,1.00,SEK\nC,0.50,EUR\n';
  const feed = await feedOf(threeLegs([], { 'fare_products.txt': products }));
  const ride = (route: string) => `${route} s1 s2 08:00 08:10`;
  expect(price(feed, ['r1', 'r2'].map(ride))).toBe('NO_COMMON_CURRENCY');
  expect(price(feed, ['r1', 'r3'].map(ride))).toBe('1.50 A@0-0 C@1-1');
  expect(price(feed, ['r2', 'r3'].map(ride))).toBe('10.00 B@0-0 C@1-1');
});

it('a feed with an endless amount is refused, because sums of amounts are exact', async () => {
  const products = String(maryland['fare_products.txt']).replace('2.00', `2.${'0'.repeat(100)}1`);
  await expect(feedOf({ ...maryland, 'fare_products.txt': products })).rejects.toThrow('is not an amount');
});
