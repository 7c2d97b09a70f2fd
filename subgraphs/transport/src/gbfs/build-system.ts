import KDBush from 'kdbush';
import type { Instant } from '../feed/zone-clock.ts';
import { noRecords, type Records } from './read/envelope.ts';
import type {
  PlaceMap,
  PricingPlan,
  RentalStation,
  RentalSystem,
  RentalVehicle,
  StationInformation,
  StationStatus,
  SystemInformation,
  VehicleType,
} from './rental-system.ts';

/** Content of the files of a system; `null` for files that it does not have. */
export interface SystemContent {
  readonly system_information: SystemInformation | null;
  readonly vehicle_types: Records<VehicleType> | null;
  readonly station_information: Records<StationInformation> | null;
  readonly station_status: Records<StationStatus> | null;
  readonly vehicle_status: Records<RentalVehicle> | null;
  readonly system_pricing_plans: Records<PricingPlan> | null;
}

/** Joins the files of a system, and indexes their places. */
export function buildSystem(content: SystemContent, updatedAt: Instant): RentalSystem | null {
  const { system_information: information } = content;
  if (information === null) return null;
  const lists = [
    content.vehicle_types ?? noRecords,
    content.station_information ?? noRecords,
    content.station_status ?? noRecords,
    content.vehicle_status ?? noRecords,
    content.system_pricing_plans ?? noRecords,
  ];
  const status = byId(content.station_status?.records ?? []);
  const stations = [...byId(content.station_information?.records ?? []).values()].map(
    (station): RentalStation => ({ ...station, status: status.get(station.id) ?? null }),
  );
  const vehicles = [...byId(content.vehicle_status?.records ?? []).values()].filter(isPlaced);
  const vehicleTypes = byId(content.vehicle_types?.records ?? []);
  return {
    ...information,
    vehicleTypes,
    pricingPlans: byId(content.system_pricing_plans?.records ?? []),
    stations,
    stationRows: new Map(stations.map(({ id }, row) => [id, row])),
    vehicles,
    stationMap: mapOf(stations.filter(({ status: own }) => own === null || own.isInstalled)),
    vehicleMaps: mapsByFormFactor(vehicles, vehicleTypes),
    updatedAt,
    leftOut: lists.reduce((sum, { leftOut }) => sum + leftOut, 0),
  };
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

interface Placed {
  readonly latitude: number;
  readonly longitude: number;
}

function isPlaced(vehicle: RentalVehicle): vehicle is RentalVehicle & Placed {
  return vehicle.latitude !== null && vehicle.longitude !== null;
}

function mapsByFormFactor(
  vehicles: readonly (RentalVehicle & Placed)[],
  types: ReadonlyMap<string, VehicleType>,
): RentalSystem['vehicleMaps'] {
  const byFormFactor = new Map<string | null, (RentalVehicle & Placed)[]>();
  for (const vehicle of vehicles) {
    if (vehicle.isReserved || vehicle.isDisabled) continue;
    const formFactor = vehicle.type === null ? null : (types.get(vehicle.type)?.formFactor ?? '');
    const others = byFormFactor.get(formFactor);
    if (others === undefined) byFormFactor.set(formFactor, [vehicle]);
    else others.push(vehicle);
  }
  return new Map([...byFormFactor].map(([formFactor, own]) => [formFactor, mapOf(own)]));
}

function mapOf<Place extends Placed>(places: readonly Place[]): PlaceMap<Place> {
  const tree = new KDBush(places.length);
  for (const { latitude, longitude } of places) tree.add(longitude, latitude);
  tree.finish();
  return { places, tree };
}
