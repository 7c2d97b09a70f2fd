import { connectionFromArray } from '@civic-graph/subgraph-kit';
import type { RentalUris, Texts } from '../gbfs/rental-system.ts';
import type { Near, Rentals, ServedSystem } from '../gbfs/rentals.ts';
import { textIn } from '../realtime/alerts/alert.ts';
import { between } from './arguments.ts';
import { nearestNeeded } from './connections.ts';
import type { Setting, TransportResolvers } from './context.ts';
import type { RentalSystemModel } from './mappers.ts';
import type { QueryRentalStationsNearArgs, RentalFormFactor, RentalPropulsion } from './resolver-types.ts';

/** Maximum length of lists without pages; each station of a page has its system's. */
const shown = { types: 100, plans: 30 };

type Queries = Pick<
  TransportResolvers['Query'],
  'rentalSystems' | 'rentalStation' | 'rentalStationsNear' | 'rentalVehiclesNear'
>;

export function rentalQueries(rentals: Rentals): Required<Queries> {
  return {
    rentalSystems: () => {
      const served = new Set(rentals.systems.map(({ source }) => source));
      return rentals.sources.map((source) => ({
        source,
        system: source.system,
        isDuplicate: source.system !== null && !served.has(source),
      }));
    },
    rentalStation: (_parent, { id }) => rentals.station(id),
    rentalStationsNear: (_parent, args) =>
      nearbyConnection(rentals.stationsNear(circleOf(args), nearestNeeded(args)), args),
    rentalVehiclesNear: (_parent, args) => {
      const wanted = args.formFactors && new Set(args.formFactors);
      const fits = (formFactor: string | null) => wanted?.has(formFactorOf(formFactor)) ?? true;
      return nearbyConnection(rentals.vehiclesNear(circleOf(args), nearestNeeded(args), fits), args);
    },
  };
}

function circleOf(args: QueryRentalStationsNearArgs) {
  return {
    latitude: between(args.latitude, 'latitude', [-90, 90], 0),
    longitude: between(args.longitude, 'longitude', [-180, 180], 0),
    meters: between(args.radiusMeters, 'radiusMeters', [1, 10_000], 500),
  };
}

function nearbyConnection<Item>(found: readonly Near<Item>[], args: QueryRentalStationsNearArgs) {
  const { edges, pageInfo } = connectionFromArray(found, args);
  return {
    pageInfo,
    edges: edges.map(({ cursor, node }) => ({
      cursor,
      distanceMeters: Math.round(node.meters * 10) / 10,
      node,
    })),
  };
}

const formFactors: ReadonlyMap<string, RentalFormFactor> = new Map([
  ['bicycle', 'BICYCLE'],
  ['cargo_bicycle', 'CARGO_BICYCLE'],
  ['car', 'CAR'],
  ['moped', 'MOPED'],
  ['scooter_standing', 'SCOOTER_STANDING'],
  ['scooter_seated', 'SCOOTER_SEATED'],
  // Before version 2.3.
  ['scooter', 'SCOOTER_STANDING'],
]);

const propulsions: ReadonlyMap<string, RentalPropulsion> = new Map([
  ['human', 'HUMAN'],
  ['electric_assist', 'ELECTRIC_ASSIST'],
  ['electric', 'ELECTRIC'],
  ['combustion', 'COMBUSTION'],
  ['combustion_diesel', 'COMBUSTION_DIESEL'],
  ['hybrid', 'HYBRID'],
  ['plug_in_hybrid', 'PLUG_IN_HYBRID'],
  ['hydrogen_fuel_cell', 'HYDROGEN_FUEL_CELL'],
]);

/** Without vehicle_types.json, all vehicles are bicycles. */
function formFactorOf(formFactor: string | null): RentalFormFactor {
  return formFactor === null ? 'BICYCLE' : (formFactors.get(formFactor) ?? 'OTHER');
}

function text(texts: Texts, language: string | null | undefined): string | null {
  return textIn(texts as { text: string; language?: string }[], language) || null;
}

function time(instant: number | null): string | null {
  return instant === null ? null : new Date(instant * 1000).toISOString();
}

function uris(found: RentalUris): RentalUris | null {
  return Object.values(found).some((uri) => uri !== null) ? found : null;
}

function systemModel({ source, system }: ServedSystem): RentalSystemModel {
  return { source, system, isDuplicate: false };
}

type RentalTypes = Pick<
  TransportResolvers,
  | 'RentalSystem'
  | 'RentalStation'
  | 'RentalVehicle'
  | 'RentalVehicleCount'
  | 'RentalVehicleType'
  | 'RentalPricingPlan'
>;

export function rentalResolvers({ clock }: Setting): RentalTypes {
  return {
    RentalSystem: {
      systemId: ({ system }) => system?.id ?? null,
      name: ({ system }, { language }) => text(system?.name ?? [], language),
      operator: ({ system }, { language }) => text(system?.operator ?? [], language),
      url: ({ system }) => system?.url ?? null,
      phone: ({ system }) => system?.phone ?? null,
      status: ({ source, system, isDuplicate }) => {
        if (system === null) return 'WAITING';
        if (isDuplicate) return 'DUPLICATE';
        return source.isStale(clock()) ? 'STALE' : 'CURRENT';
      },
      updatedAt: ({ system }) => time(system?.updatedAt ?? null),
      lastError: ({ source }) => source.failure?.message ?? null,
      stationCount: ({ system }) => system?.stations.length ?? 0,
      vehicleCount: ({ system }) => system?.vehicles.length ?? 0,
      leftOutCount: ({ system }) => system?.leftOut ?? 0,
      vehicleTypes: ({ system }) => [...(system?.vehicleTypes.values() ?? [])].slice(0, shown.types),
      pricingPlans: ({ system }) => [...(system?.pricingPlans.values() ?? [])].slice(0, shown.plans),
    },
    RentalStation: {
      id: ({ system, station }) => `${system.id}:${station.id}`,
      system: systemModel,
      name: ({ station }, { language }) => text(station.name, language),
      latitude: ({ station }) => station.latitude,
      longitude: ({ station }) => station.longitude,
      address: ({ station }) => station.address,
      capacity: ({ station }) => station.capacity,
      isVirtual: ({ station }) => station.isVirtual,
      isStale: ({ source }) => source.isStale(clock()),
      vehiclesAvailable: ({ station }) => station.status?.vehicles ?? null,
      vehiclesByType: ({ system, station }) =>
        (station.status?.byType ?? []).map((count) => ({ ...count, system })),
      docksAvailable: ({ station }) => station.status?.docks ?? null,
      isRenting: ({ station }) => station.status?.isRenting ?? null,
      isReturning: ({ station }) => station.status?.isReturning ?? null,
      reportedAt: ({ station }) => time(station.status?.reportedAt ?? null),
      rentalUris: ({ station }) => uris(station.uris),
    },
    RentalVehicleCount: {
      vehicleType: ({ system, type }) => system.vehicleTypes.get(type) ?? null,
      count: ({ count }) => count,
    },
    RentalVehicle: {
      id: ({ system, vehicle }) => `${system.id}:${vehicle.id}`,
      system: systemModel,
      latitude: ({ vehicle }) => vehicle.latitude ?? 0,
      longitude: ({ vehicle }) => vehicle.longitude ?? 0,
      vehicleType: ({ system, vehicle: { type } }) =>
        type === null ? null : (system.vehicleTypes.get(type) ?? null),
      station: ({ source, system, vehicle }) => {
        const row = vehicle.station === null ? undefined : system.stationRows.get(vehicle.station);
        const station = row === undefined ? undefined : system.stations[row];
        return station === undefined ? null : { source, system, station };
      },
      rangeMeters: ({ vehicle }) => whole(vehicle.rangeMeters),
      fuelPercent: ({ vehicle }) => (vehicle.fuel === null ? null : Math.round(vehicle.fuel * 100)),
      pricingPlan: ({ system, vehicle: { type, pricingPlan } }) => {
        const plan =
          pricingPlan ?? (type === null ? null : (system.vehicleTypes.get(type)?.pricingPlan ?? null));
        return plan === null ? null : (system.pricingPlans.get(plan) ?? null);
      },
      isStale: ({ source }) => source.isStale(clock()),
      reportedAt: ({ vehicle }) => time(vehicle.reportedAt),
      rentalUris: ({ vehicle }) => uris(vehicle.uris),
    },
    RentalVehicleType: {
      vehicleTypeId: ({ id }) => id,
      name: ({ name }, { language }) => text(name, language),
      formFactor: ({ formFactor }) => formFactorOf(formFactor),
      propulsion: ({ propulsion }) => propulsions.get(propulsion) ?? 'OTHER',
      maxRangeMeters: ({ maxRangeMeters }) => whole(maxRangeMeters),
    },
    RentalPricingPlan: {
      planId: ({ id }) => id,
      name: ({ name }, { language }) => text(name, language),
      description: ({ description }, { language }) => text(description, language),
      url: ({ url }) => url,
      price: ({ price }) => price,
      currency: ({ currency }) => currency,
      isTaxable: ({ isTaxable }) => isTaxable,
      hasSurgePricing: ({ hasSurgePricing }) => hasSurgePricing,
      perMinute: ({ perMinute }) => perMinute,
      perKilometre: ({ perKilometre }) => perKilometre,
    },
  };
}

/** Within the range of an Int. */
function whole(meters: number | null): number | null {
  return meters === null ? null : Math.round(Math.min(meters, 2 ** 31 - 1));
}
