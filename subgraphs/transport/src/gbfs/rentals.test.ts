import { beforeEach, describe, expect, it } from 'vitest';
import { files2, files3, place2, place3 } from '../../test/rental-files.ts';
import { RentalServer } from '../../test/rental-server.ts';
import { Rentals } from './rentals.ts';

let server: RentalServer;
beforeEach(() => {
  server = new RentalServer();
});

describe('rental systems', () => {
  it('have stations near a place and by id, of GBFS 3 and 2', async () => {
    const { ask } = await server.serve(place3, place2);
    const fields = `id name(language: "zh") vehiclesAvailable docksAvailable isRenting isReturning isStale reportedAt
      vehiclesByType { count vehicleType { name formFactor propulsion } } rentalUris { web android ios } system { systemId }`;
    const { near, old, none } = await ask(`{
      near: rentalStationsNear(latitude: 30.25, longitude: 120.15) { edges { distanceMeters node { ${fields} } } }
      old: rentalStation(id: "old-bikes:7") { ${fields} address }
      none: rentalStation(id: "old-bikes:8") { id }
    }`);
    expect(none).toBeNull();
    // A station that was removed from the street, and one with an impossible position, are left out.
    expect(near.edges).toEqual([
      {
        distanceMeters: 0,
        node: {
          id: 'city-bikes:a',
          name: '西湖',
          vehiclesAvailable: 3,
          docksAvailable: 17,
          isRenting: true,
          isReturning: false,
          isStale: false,
          reportedAt: '2026-11-28T11:59:00.000Z',
          vehiclesByType: [
            {
              count: 3,
              vehicleType: { name: 'E-bike', formFactor: 'BICYCLE', propulsion: 'ELECTRIC_ASSIST' },
            },
          ],
          rentalUris: { web: 'https://bikes.example/a', android: null, ios: 'citybikes://a' },
          system: { systemId: 'city-bikes' },
        },
      },
      {
        distanceMeters: expect.closeTo(222.4, 0),
        node: expect.objectContaining({ id: 'city-bikes:b', vehiclesAvailable: null, isRenting: null }),
      },
    ]);
    expect(old).toMatchObject({
      name: 'Market',
      address: 'Market 1',
      vehiclesAvailable: 5,
      reportedAt: '2026-11-28T11:59:00.000Z',
      rentalUris: null,
    });
  });

  it('have vehicles that can be rented, by form factor', async () => {
    const { ask } = await server.serve(place3);
    const { all, scooters } = await ask(`{
      all: rentalVehiclesNear(latitude: 30.25, longitude: 120.15, first: 10) {
        edges { node { id vehicleType { vehicleTypeId } station { id vehiclesAvailable } pricingPlan { planId } } }
      }
      scooters: rentalVehiclesNear(latitude: 30.25, longitude: 120.15, formFactors: [SCOOTER_STANDING]) {
        edges { node { id rangeMeters fuelPercent pricingPlan { planId price perMinute { start end rate interval } } } }
      }
    }`);
    expect(all.edges).toEqual([
      {
        node: {
          id: 'city-bikes:v4',
          vehicleType: { vehicleTypeId: 'ebike' },
          station: { id: 'city-bikes:a', vehiclesAvailable: 3 },
          pricingPlan: { planId: 'go' },
        },
      },
      {
        node: {
          id: 'city-bikes:v1',
          vehicleType: { vehicleTypeId: 'kick' },
          station: null,
          pricingPlan: { planId: 'go' },
        },
      },
    ]);
    const perMinute = [{ start: 0, end: 60, rate: '0.1', interval: 1 }];
    expect(scooters.edges).toEqual([
      {
        node: {
          id: 'city-bikes:v1',
          rangeMeters: 12_000,
          fuelPercent: 60,
          pricingPlan: { planId: 'go', price: '1.5', perMinute },
        },
      },
    ]);
  });

  it('are listed with their state; of two with one id, the first is served', async () => {
    server.files['https://copy.example/gbfs.json'] = JSON.parse(
      JSON.stringify(server.files[place2]).replaceAll('old.example', 'copy.example'),
    );
    for (const [place, content] of Object.entries(files2())) {
      const copy = place.replace('old.example', 'copy.example');
      server.files[copy] ??= content;
    }
    const { ask } = await server.serve(
      place3,
      place2,
      'https://copy.example/gbfs.json',
      'https://no.example/gbfs.json',
    );
    const { rentalSystems } = await ask(`{
      rentalSystems { systemId name(language: "zh") status stationCount vehicleCount leftOutCount lastError updatedAt }
    }`);
    expect(rentalSystems).toEqual([
      {
        systemId: 'city-bikes',
        name: '城市单车',
        status: 'CURRENT',
        stationCount: 3,
        vehicleCount: 3,
        leftOutCount: 1,
        lastError: null,
        updatedAt: '2026-11-28T12:00:00.000Z',
      },
      expect.objectContaining({ systemId: 'old-bikes', name: 'Old Bikes', status: 'CURRENT' }),
      expect.objectContaining({ systemId: 'old-bikes', status: 'DUPLICATE' }),
      expect.objectContaining({
        systemId: null,
        status: 'WAITING',
        lastError: 'gbfs: the server answered 404',
      }),
    ]);
  });

  it('keep their last state if they fail, and are stale', async () => {
    const { transport, ask } = await server.serve(place3);
    const state = async () => {
      const { rentalStation, rentalSystems } = await ask(
        '{ rentalStation(id: "city-bikes:a") { vehiclesAvailable isStale } rentalSystems { status lastError } }',
      );
      return { ...rentalStation, ...rentalSystems[0] };
    };
    const status = 'https://bikes.example/3/station_status.json';
    server.files[status] = '{"last_updated":';
    server.pass(40);
    await transport.rentals.refresh();
    const failed = {
      vehiclesAvailable: 3,
      lastError: 'station_status: not a GBFS file: it is not JSON',
    };
    expect(await state()).toEqual({ ...failed, isStale: false, status: 'CURRENT' });
    server.pass(30);
    await transport.rentals.refresh();
    expect(await state()).toEqual({ ...failed, isStale: true, status: 'STALE' });
    const [whole] = [JSON.parse(JSON.stringify(files3()[status]))];
    whole.last_updated = '2026-11-28T11:00:00Z';
    server.files[status] = structuredClone(whole);
    server.pass(60);
    await transport.rentals.refresh();
    expect((await state()).lastError).toBe(
      'station_status: it is 3600 s older than the file in use, and is ignored',
    );
    whole.last_updated = '2026-11-28T12:02:00Z';
    whole.data.stations[0].num_vehicles_available = 4;
    server.files[status] = whole;
    server.pass(60);
    await transport.rentals.refresh();
    expect(await state()).toEqual({
      vehiclesAvailable: 4,
      isStale: false,
      status: 'CURRENT',
      lastError: null,
    });
  });
});

it('finds a station of a system whose id has colons', async () => {
  const information = 'https://old.example/en/system_information.json';
  server.change(information, 'old-bikes', 'FI:System:old');
  const rentals = new Rentals({ sources: [server.source(place2)], clock: server.clock });
  await rentals.refresh();
  expect(rentals.station('FI:System:old:7')?.station.id).toBe('7');
  expect(rentals.station('FI:System')).toBeNull();
});

it('reads each file when its time to live is over', async () => {
  const status = 'https://bikes.example/3/station_status.json';
  server.files[status] = { ...(server.files[status] as object), ttl: 0 };
  const rentals = new Rentals({ sources: [server.source(place3)], clock: server.clock });
  await rentals.refresh();
  expect(server.reads).toHaveLength(7);
  server.pass(9);
  await rentals.refresh();
  expect(server.reads).toHaveLength(7);
  server.pass(1);
  await rentals.refresh();
  expect(server.reads.slice(7)).toEqual([status]);
  server.pass(20);
  await rentals.refresh();
  expect(server.reads).toHaveLength(15);
});

it('serves a system once all its files have been read', async () => {
  const information = server.files['https://bikes.example/3/station_information.json'];
  delete server.files['https://bikes.example/3/station_information.json'];
  const failures: (string | undefined)[] = [];
  const rentals = new Rentals({
    sources: [server.source(place3)],
    clock: server.clock,
    onSource: (_, failure) => failures.push(failure?.message),
  });
  await rentals.refresh();
  expect(rentals.systems).toEqual([]);
  server.files['https://bikes.example/3/station_information.json'] = information;
  server.pass(60);
  await rentals.refresh();
  expect(rentals.systems).toHaveLength(1);
  expect(failures).toEqual(['station_information: the server answered 404', undefined]);
});

it('does not serve a system of another version', async () => {
  server.files[place2] = { ...(server.files[place2] as object), version: '1.1' };
  const old = server.source(place2);
  expect(await old.read()).toBe(false);
  expect(old.failure?.message).toContain('GBFS version 1.1 is not supported');
});
