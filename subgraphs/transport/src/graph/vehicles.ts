import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import type { FeedsInService } from '../feeds/feeds-in-service.ts';
import { formatIsoDate } from '../gtfs/date.ts';
import type { Vehicle } from '../realtime/vehicles/vehicle.ts';
import type { Area } from '../realtime/vehicles/vehicle-index.ts';
import { between } from './arguments.ts';
import type { TransportResolvers } from './context.ts';
import type { VehiclePositionModel } from './mappers.ts';

/** More than any train has. */
const maxCarriages = 100;

export function vehiclesIn(feed: Feed, vehicles: readonly Vehicle[]): VehiclePositionModel[] {
  return vehicles.map((vehicle) => ({ feed, vehicle }));
}

/** Vehicles of all feeds in an area. */
export function vehiclesWithin({ all }: FeedsInService, area: Area): VehiclePositionModel[] {
  return all.flatMap(({ realtime: { feed, vehicles } }) => vehiclesIn(feed, vehicles.within(area)));
}

/** @throws PublicError BAD_USER_INPUT for corners that are not on earth */
export function areaOf(args: Area): Area {
  const degrees = (name: keyof Area, limit: number) => between(args[name], name, [-limit, limit], 0);
  const minLatitude = degrees('minLatitude', 90);
  const minLongitude = degrees('minLongitude', 180);
  const edge = (name: keyof Area, least: number, most: number) => between(args[name], name, [least, most], 0);
  return {
    minLatitude,
    minLongitude,
    maxLatitude: edge('maxLatitude', minLatitude, 90),
    maxLongitude: edge('maxLongitude', minLongitude, 180),
  };
}

export const vehiclePositionResolvers: TransportResolvers['VehiclePosition'] = {
  vehicleId: ({ vehicle }) => vehicle.id,
  label: ({ vehicle: { message } }) => message.vehicle?.label || null,
  latitude: ({ vehicle }) => fiveDecimals(vehicle.latitude),
  longitude: ({ vehicle }) => fiveDecimals(vehicle.longitude),
  bearing: ({ vehicle: { message } }) => finite(message.position?.bearing),
  speed: ({ vehicle: { message } }) => finite(message.position?.speed),
  timestamp: ({ feed, vehicle }) => feed.clock.format(vehicle.timestamp),
  trip: ({ vehicle: { served } }) => (served === null ? null : { feed: served.feed, row: served.trip }),
  serviceDate: ({ vehicle: { served } }) => (served === null ? null : formatIsoDate(served.day)),
  route: ({ feed, vehicle: { route } }) => (route === null ? null : { feed, row: route }),
  stop: ({ feed, vehicle: { stop } }) =>
    stop === null || at(feed.stops.kinds, stop) !== locationType.stop ? null : { feed, row: stop },
  currentStopSequence: ({ vehicle: { message } }) => message.currentStopSequence ?? null,
  currentStatus: ({ vehicle: { message } }) => message.currentStatus ?? 'IN_TRANSIT_TO',
  congestionLevel: ({ vehicle: { message } }) => message.congestionLevel ?? null,
  occupancyStatus: ({ vehicle: { message } }) => message.occupancyStatus ?? null,
  occupancyPercentage: ({ vehicle: { message } }) => message.occupancyPercentage ?? null,
  carriages: ({ vehicle: { message } }) =>
    message.multiCarriageDetails
      .slice(0, maxCarriages)
      .sort((one, other) => (one.carriageSequence ?? 0) - (other.carriageSequence ?? 0)),
};

export const carriageResolvers: TransportResolvers['Carriage'] = {
  label: ({ label }) => label || null,
  occupancyStatus: ({ occupancyStatus }) => occupancyStatus ?? null,
  occupancyPercentage: ({ occupancyPercentage }) =>
    occupancyPercentage === undefined || occupancyPercentage < 0 ? null : occupancyPercentage,
};

/** About a metre: messages have single precision, whose further digits are noise. */
function fiveDecimals(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? Math.round(value * 100) / 100 : null;
}
