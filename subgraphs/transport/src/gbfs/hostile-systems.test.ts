import { encodeCursor } from '@civic-graph/subgraph-kit';
import { beforeEach, describe, expect, it } from 'vitest';
import { files3, place2, place3 } from '../../test/rental-files.ts';
import { RentalServer } from '../../test/rental-server.ts';
import { nearestNeeded } from '../graph/connections.ts';
import { readDiscovery } from './read/discovery.ts';
import { readStationStatus, readStations } from './read/files.ts';
import { Rentals } from './rentals.ts';

const url3 = (name: string) => `https://bikes.example/3/${name}.json`;

let server: RentalServer;
beforeEach(() => {
  server = new RentalServer();
});

async function opened(...places: readonly string[]) {
  const sources = server.sources(...places);
  const rentals = new Rentals({ sources, clock: server.clock });
  await rentals.refresh();
  return { rentals, sources };
}

it.each(['constructor', '__proto__', 'toString'])('a file and a type called %s are unknown', async (name) => {
  server.change(place3, 'geofencing_zones', name);
  server.change(url3('vehicle_types'), 'electric_assist', name);
  server.change(url3('vehicle_types'), '"bicycle"', `"${name}"`);
  const { ask } = await server.serve(place3);
  expect(await ask('{ rentalSystems { status vehicleTypes { formFactor propulsion } } }')).toEqual({
    rentalSystems: [
      {
        status: 'CURRENT',
        vehicleTypes: [
          { formFactor: 'OTHER', propulsion: 'OTHER' },
          { formFactor: 'SCOOTER_STANDING', propulsion: 'ELECTRIC' },
        ],
      },
    ],
  });
});

describe('a file with too much', () => {
  /** Fails the test if an item is looked at. */
  const long = () =>
    new Proxy(Array(101).fill(0), {
      get(target, key) {
        if (key === '0') throw new Error('an item was looked at');
        return Reflect.get(target, key);
      },
    });
  const noKeys = <Data extends object>(data: Data) =>
    new Proxy(data, {
      ownKeys() {
        throw new Error('all fields were looked at');
      },
    });

  it('is refused, or its record left out, without a look at each item', async () => {
    expect(() => readDiscovery({ feeds: long() }, place3)).toThrow('feeds: no list of at most 100');
    const place = { lat: 1, lon: 1 };
    expect(await readStations({ stations: [{ station_id: 'a', name: long(), ...place }] })).toEqual({
      records: [],
      leftOut: 1,
    });
    const counts = { station_id: 'a', num_bikes_available: 1, vehicle_types_available: long() };
    const flags = { is_installed: true, is_renting: true, is_returning: true };
    expect((await readStationStatus({ stations: [{ ...counts, ...flags }] })).leftOut).toBe(1);
  });

  it('is read without a look at fields that it does not need', async () => {
    expect(() => readDiscovery(noKeys({ feeds: [] }), place3)).toThrow('lists no system_information');
    expect(await readStations(noKeys({ stations: [] }))).toEqual({ records: [], leftOut: 0 });
  });
});

it('prices are few, because each station of a page may have those of its system', async () => {
  const segment = { start: 0, rate: 1, interval: 1 };
  const plan = { name: 'x', currency: 'CNY', price: 1, is_taxable: false };
  const place = url3('system_pricing_plans');
  const file = server.files[place] as object;
  const plans = Array.from({ length: 100 }, (_, number) => ({
    ...{ plan_id: `p${number}`, ...plan },
    per_min_pricing: Array(number === 0 ? 31 : 30).fill(segment),
  }));
  server.files[place] = { ...file, data: { plans } };
  const { ask } = await server.serve(place3);
  const { rentalSystems } = await ask(
    '{ rentalSystems { leftOutCount pricingPlans { planId perMinute { rate } } } }',
  );
  const [{ leftOutCount, pricingPlans }] = rentalSystems;
  expect(pricingPlans).toHaveLength(30);
  expect(pricingPlans[0].planId).toBe('p1');
  expect(pricingPlans[0].perMinute).toHaveLength(30);
  // One plan, and the station with an impossible position.
  expect(leftOutCount).toBe(2);
});

it('a file from the future is refused, so that later ones are not older than it', async () => {
  const { rentals, sources } = await opened(place3);
  const status = url3('station_status');
  server.change(status, '2026-11-28T12:00:00Z', '2036-11-28T12:00:00Z');
  server.pass(60);
  await rentals.refresh();
  expect(sources[0]?.failure?.message).toContain('in the future, and is ignored');
  server.files[status] = files3()[status];
  server.change(status, '2026-11-28T12:00:00Z', '2026-11-28T12:01:00Z');
  server.pass(60);
  await rentals.refresh();
  expect(sources[0]?.failure).toBeNull();
});

describe('a list that names other places', () => {
  it('does not make old availability look current', async () => {
    const { rentals, sources } = await opened(place3);
    server.change(place3, '/3/station_status.json', '/4/station_status.json');
    for (const seconds of [60, 60, 60]) {
      server.pass(seconds);
      await rentals.refresh();
    }
    expect(rentals.station('city-bikes:a')?.station.status?.vehicles).toBe(3);
    expect(sources[0]?.isStale(server.clock())).toBe(true);
  });

  it('does not keep other files from being served', async () => {
    const { rentals } = await opened(place3);
    server.change(place3, '/3/system_pricing_plans.json', '/4/system_pricing_plans.json');
    server.change(url3('station_status'), '"num_vehicles_available":3', '"num_vehicles_available":4');
    server.pass(60);
    await rentals.refresh();
    expect(rentals.station('city-bikes:a')?.station.status?.vehicles).toBe(4);
  });
});

it('a system cannot take the place of another by its id', async () => {
  const { rentals, sources } = await opened(place3, place2);
  server.change(url3('system_information'), 'city-bikes', 'old-bikes');
  server.pass(60);
  await rentals.refresh();
  expect(sources[0]?.failure?.message).toContain('its system_id has changed');
  expect(rentals.station('old-bikes:7')?.source).toBe(sources[1]);
  expect(rentals.systems).toHaveLength(2);
});

describe('a search near a place', () => {
  it('tries only what it can find', async () => {
    const { sources } = await opened(place3);
    const { vehicles, vehicleMaps, stationMap } = sources[0]!.system!;
    expect(vehicles.map(({ id }) => id)).toEqual(['v1', 'v2', 'v4']);
    const rentable = [...vehicleMaps].map(([formFactor, { places }]) => [
      formFactor,
      places.map(({ id }) => id),
    ]);
    expect(rentable).toEqual([
      ['scooter_standing', ['v1']],
      ['bicycle', ['v4']],
    ]);
    expect(stationMap.places.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it.each([
    [{ first: 1 }, 2],
    [{ first: 20, after: encodeCursor([19]) }, 41],
    [{ first: 100, after: encodeCursor([990]) }, 1_000],
    [{ first: 1, after: encodeCursor([-5_000]) }, 1],
    [{ first: 1, after: encodeCursor(['x']) }, 1],
  ])('asks for no more than the page %j needs', (args, most) => {
    expect(nearestNeeded(args)).toBe(most);
  });

  it('knows whether there is a next page', async () => {
    const { ask } = await server.serve(place3);
    const page = (after: string | null) =>
      ask(`{ rentalStationsNear(latitude: 30.25, longitude: 120.15, first: 1, after: ${JSON.stringify(after)}) {
        edges { node { id } cursor } pageInfo { hasNextPage }
      } }`);
    const { rentalStationsNear: first } = await page(null);
    const { rentalStationsNear: second } = await page(first.edges[0].cursor);
    expect([first.edges[0].node.id, first.pageInfo.hasNextPage]).toEqual(['city-bikes:a', true]);
    expect([second.edges[0].node.id, second.pageInfo.hasNextPage]).toEqual(['city-bikes:b', false]);
  });
});
