import { z } from 'zod';
import type {
  PricingPlan,
  PricingSegment,
  RentalVehicle,
  StationInformation,
  StationStatus,
  SystemInformation,
  VehicleType,
} from '../rental-system.ts';
import { parseData, type Records, readRecords } from './envelope.ts';
import {
  boundedList,
  count,
  flag,
  id,
  instant,
  latitude,
  longitude,
  price,
  rentalUris,
  texts,
  webAddress,
} from './fields.ts';

/** Maximum records of a system; the largest cities have about 2,500 stations and 30,000 vehicles. */
const most = { stations: 20_000, vehicles: 100_000, types: 1_000, plans: 1_000, segments: 30, counts: 100 };

const system = z
  .object({
    system_id: id,
    name: texts,
    operator: texts.nullish(),
    url: webAddress.nullish(),
    phone_number: z.string().max(100).nullish(),
  })
  .transform(
    (row): SystemInformation => ({
      id: row.system_id,
      name: row.name,
      operator: row.operator ?? [],
      url: row.url ?? null,
      phone: row.phone_number ?? null,
    }),
  );

/** @throws SourceError */
export async function readSystemInformation(data: unknown): Promise<SystemInformation> {
  return parseData(system, data);
}

const vehicleType = z
  .object({
    vehicle_type_id: id,
    form_factor: z.string().max(50),
    propulsion_type: z.string().max(50),
    name: texts.nullish(),
    max_range_meters: z.number().min(0).nullish(),
    default_pricing_plan_id: id.nullish(),
  })
  .transform(
    (row): VehicleType => ({
      id: row.vehicle_type_id,
      formFactor: row.form_factor,
      propulsion: row.propulsion_type,
      name: row.name ?? [],
      maxRangeMeters: row.max_range_meters ?? null,
      pricingPlan: row.default_pricing_plan_id ?? null,
    }),
  );

/** @throws SourceError */
export function readVehicleTypes(data: unknown): Promise<Records<VehicleType>> {
  return readRecords(data, ['vehicle_types'], vehicleType, most.types);
}

const segment = z
  .object({
    start: z.number().min(0),
    end: z.number().min(0).nullish(),
    rate: price,
    interval: z.number().min(0),
  })
  .transform(({ end, ...row }): PricingSegment => ({ ...row, end: end ?? null }));
const segments = boundedList(segment, most.segments).nullish();

const pricingPlan = z
  .object({
    plan_id: id,
    name: texts,
    description: texts.nullish(),
    url: webAddress.nullish(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    price,
    is_taxable: flag.nullish(),
    surge_pricing: flag.nullish(),
    per_min_pricing: segments,
    per_km_pricing: segments,
  })
  .transform(
    (row): PricingPlan => ({
      id: row.plan_id,
      name: row.name,
      description: row.description ?? [],
      url: row.url ?? null,
      currency: row.currency,
      price: row.price,
      isTaxable: row.is_taxable ?? false,
      hasSurgePricing: row.surge_pricing ?? false,
      perMinute: row.per_min_pricing ?? [],
      perKilometre: row.per_km_pricing ?? [],
    }),
  );

/** @throws SourceError */
export function readPricingPlans(data: unknown): Promise<Records<PricingPlan>> {
  return readRecords(data, ['plans'], pricingPlan, most.plans);
}

const station = z
  .object({
    station_id: id,
    name: texts,
    lat: latitude,
    lon: longitude,
    address: z.string().max(1_000).nullish(),
    capacity: count.nullish(),
    is_virtual_station: flag.nullish(),
    rental_uris: rentalUris,
  })
  .transform(
    (row): StationInformation => ({
      id: row.station_id,
      name: row.name,
      latitude: row.lat,
      longitude: row.lon,
      address: row.address ?? null,
      capacity: row.capacity ?? null,
      isVirtual: row.is_virtual_station ?? false,
      uris: row.rental_uris,
    }),
  );

/** @throws SourceError */
export function readStations(data: unknown): Promise<Records<StationInformation>> {
  return readRecords(data, ['stations'], station, most.stations);
}

const byType = boundedList(z.object({ vehicle_type_id: id, count }), most.counts).nullish();

const stationStatus = z
  .object({
    station_id: id,
    num_vehicles_available: count.nullish(),
    /** Version 2. */
    num_bikes_available: count.nullish(),
    num_docks_available: count.nullish(),
    vehicle_types_available: byType,
    is_installed: flag,
    is_renting: flag,
    is_returning: flag,
    last_reported: instant.nullish(),
  })
  .refine((row) => (row.num_vehicles_available ?? row.num_bikes_available ?? null) !== null)
  .transform(
    (row): StationStatus => ({
      id: row.station_id,
      vehicles: row.num_vehicles_available ?? row.num_bikes_available ?? 0,
      docks: row.num_docks_available ?? null,
      byType: (row.vehicle_types_available ?? []).map((each) => ({
        type: each.vehicle_type_id,
        count: each.count,
      })),
      isInstalled: row.is_installed,
      isRenting: row.is_renting,
      isReturning: row.is_returning,
      reportedAt: row.last_reported ?? null,
    }),
  );

/** @throws SourceError */
export function readStationStatus(data: unknown): Promise<Records<StationStatus>> {
  return readRecords(data, ['stations'], stationStatus, most.stations);
}

const vehicle = z
  .object({
    vehicle_id: id.nullish(),
    /** Version 2. */
    bike_id: id.nullish(),
    lat: latitude.nullish(),
    lon: longitude.nullish(),
    is_reserved: flag,
    is_disabled: flag,
    vehicle_type_id: id.nullish(),
    station_id: id.nullish(),
    pricing_plan_id: id.nullish(),
    current_range_meters: z.number().min(0).nullish(),
    current_fuel_percent: z.number().min(0).max(1).nullish(),
    last_reported: instant.nullish(),
    rental_uris: rentalUris,
  })
  .refine((row) => (row.vehicle_id ?? row.bike_id ?? null) !== null)
  .transform(
    (row): RentalVehicle => ({
      id: row.vehicle_id ?? row.bike_id ?? '',
      latitude: row.lat ?? null,
      longitude: row.lon ?? null,
      isReserved: row.is_reserved,
      isDisabled: row.is_disabled,
      type: row.vehicle_type_id ?? null,
      station: row.station_id ?? null,
      pricingPlan: row.pricing_plan_id ?? null,
      rangeMeters: row.current_range_meters ?? null,
      fuel: row.current_fuel_percent ?? null,
      reportedAt: row.last_reported ?? null,
      uris: row.rental_uris,
    }),
  );

/** @throws SourceError */
export function readVehicles(data: unknown): Promise<Records<RentalVehicle>> {
  return readRecords(data, ['vehicles', 'bikes'], vehicle, most.vehicles);
}
