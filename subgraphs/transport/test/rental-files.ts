/** Files of two small rental systems, by place: one of GBFS 3, and one of GBFS 2.3. */

const at = '2026-11-28T12:00:00Z';
const seconds = Date.parse(at) / 1000;

export type RentalFiles = Record<string, unknown>;

const text = (en: string, zh: string) => [
  { text: en, language: 'en' },
  { text: zh, language: 'zh' },
];

function version3(data: unknown, ttl = 30) {
  return { last_updated: at, ttl, version: '3.0', data };
}

export const place3 = 'https://bikes.example/3/gbfs.json';
const url3 = (name: string) => `https://bikes.example/3/${name}.json`;
const names3 = [
  'system_information',
  'vehicle_types',
  'station_information',
  'station_status',
  'vehicle_status',
  'system_pricing_plans',
];

export const files3 = (): RentalFiles => ({
  [place3]: version3({
    feeds: [...names3, 'geofencing_zones'].map((name) => ({ name, url: url3(name) })),
  }),
  [url3('system_information')]: version3({
    system_id: 'city-bikes',
    languages: ['en', 'zh'],
    name: text('City Bikes', '城市单车'),
    operator: text('Bike Co', '单车公司'),
    opening_hours: '24/7',
    url: 'https://bikes.example/',
    feed_contact_email: 'feed@bikes.example',
    timezone: 'Asia/Shanghai',
  }),
  [url3('vehicle_types')]: version3({
    vehicle_types: [
      {
        vehicle_type_id: 'ebike',
        form_factor: 'bicycle',
        propulsion_type: 'electric_assist',
        max_range_meters: 60_000,
        name: text('E-bike', '电动单车'),
        default_pricing_plan_id: 'go',
      },
      {
        vehicle_type_id: 'kick',
        form_factor: 'scooter_standing',
        propulsion_type: 'electric',
        max_range_meters: 20_000,
      },
    ],
  }),
  [url3('station_information')]: version3({
    stations: [
      {
        station_id: 'a',
        name: text('West Lake', '西湖'),
        lat: 30.25,
        lon: 120.15,
        capacity: 20,
        rental_uris: { web: 'https://bikes.example/a', ios: 'citybikes://a', android: 'javascript:alert(1)' },
      },
      { station_id: 'b', name: text('Square', '广场'), lat: 30.252, lon: 120.15 },
      { station_id: 'gone', name: text('Gone', '已拆'), lat: 30.2501, lon: 120.15 },
      { station_id: 'broken', name: text('Broken', '坏'), lat: 95, lon: 120 },
    ],
  }),
  [url3('station_status')]: version3({
    stations: [
      {
        station_id: 'a',
        num_vehicles_available: 3,
        num_docks_available: 17,
        vehicle_types_available: [{ vehicle_type_id: 'ebike', count: 3 }],
        is_installed: true,
        is_renting: true,
        is_returning: false,
        last_reported: '2026-11-28T19:59:00+08:00',
      },
      {
        station_id: 'gone',
        num_vehicles_available: 0,
        is_installed: false,
        is_renting: false,
        is_returning: false,
        last_reported: at,
      },
    ],
  }),
  [url3('vehicle_status')]: version3({
    vehicles: [
      {
        vehicle_id: 'v1',
        lat: 30.2502,
        lon: 120.15,
        is_reserved: false,
        is_disabled: false,
        vehicle_type_id: 'kick',
        current_range_meters: 12_000.4,
        current_fuel_percent: 0.6,
        pricing_plan_id: 'go',
        last_reported: at,
      },
      {
        vehicle_id: 'v2',
        lat: 30.2503,
        lon: 120.15,
        is_reserved: true,
        is_disabled: false,
        vehicle_type_id: 'kick',
      },
      { vehicle_id: 'v3', is_reserved: false, is_disabled: false, vehicle_type_id: 'ebike', station_id: 'a' },
      {
        vehicle_id: 'v4',
        lat: 30.25,
        lon: 120.15,
        is_reserved: false,
        is_disabled: false,
        vehicle_type_id: 'ebike',
        station_id: 'a',
      },
    ],
  }),
  [url3('system_pricing_plans')]: version3({
    plans: [
      {
        plan_id: 'go',
        name: text('Pay as you go', '单次'),
        description: text('1.50 to unlock', '开锁1.50元'),
        currency: 'CNY',
        price: 1.5,
        is_taxable: false,
        per_min_pricing: [{ start: 0, rate: 0.1, interval: 1, end: 60 }],
      },
    ],
  }),
});

export const place2 = 'https://old.example/gbfs.json';
const url2 = (name: string) => `https://old.example/en/${name}.json`;

function version2(data: unknown) {
  return { last_updated: seconds, ttl: 0, version: '2.3', data };
}

export const files2 = (): RentalFiles => ({
  [place2]: version2({
    en: {
      feeds: ['system_information', 'station_information', 'station_status', 'free_bike_status'].map(
        (name) => ({
          name,
          url: url2(name),
        }),
      ),
    },
  }),
  [url2('system_information')]: version2({
    system_id: 'old-bikes',
    language: 'en',
    name: 'Old Bikes',
    timezone: 'Europe/Helsinki',
  }),
  [url2('station_information')]: version2({
    stations: [{ station_id: '7', name: 'Market', lat: 62.89, lon: 27.68, address: 'Market 1' }],
  }),
  [url2('station_status')]: version2({
    stations: [
      {
        station_id: '7',
        num_bikes_available: 5,
        num_docks_available: 1,
        is_installed: 1,
        is_renting: true,
        is_returning: true,
        last_reported: seconds - 60,
      },
    ],
  }),
  [url2('free_bike_status')]: version2({
    bikes: [{ bike_id: 'x', lat: 62.8901, lon: 27.68, is_reserved: false, is_disabled: false }],
  }),
});
