import { around, distance } from 'geokdbush';
import { at } from '../feed/columns.ts';
import type { PlaceMap, RentalStation, RentalSystem, RentalVehicle } from './rental-system.ts';
import type { SystemFailure, SystemSource } from './system-source.ts';

/** A system in service. */
export interface ServedSystem {
  readonly source: SystemSource;
  readonly system: RentalSystem;
}

export type StationOfSystem = ServedSystem & { readonly station: RentalStation };
export type VehicleOfSystem = ServedSystem & { readonly vehicle: RentalVehicle };
export type Near<Item> = Item & { readonly meters: number };

/** A place, and how far from it to search. */
export interface Circle {
  readonly latitude: number;
  readonly longitude: number;
  readonly meters: number;
}

export interface RentalsOptions {
  readonly sources: readonly SystemSource[];
  readonly clock: () => Date;
  /** Called when a system begins to fail, and when it recovers. */
  readonly onSource?: (source: SystemSource, failure: SystemFailure | null) => void;
}

/** Rental systems (GBFS), each read as often as its files ask for. */
export class Rentals {
  readonly sources: readonly SystemSource[];
  readonly #clock: () => Date;
  readonly #onSource: RentalsOptions['onSource'];
  readonly #timers = new Map<SystemSource, NodeJS.Timeout>();
  readonly #failing = new Set<SystemSource>();
  #isClosed = false;

  constructor({ sources, clock, onSource }: RentalsOptions) {
    this.sources = sources;
    this.#clock = clock;
    this.#onSource = onSource;
  }

  /** Systems with data. Of two with the same id, the first one is served. */
  get systems(): readonly ServedSystem[] {
    const served = new Map<string, ServedSystem>();
    for (const source of this.sources) {
      const { system } = source;
      if (system !== null && !served.has(system.id)) served.set(system.id, { source, system });
    }
    return [...served.values()];
  }

  /** A station by `SYSTEM:STATION`. */
  station(id: string): StationOfSystem | null {
    for (const served of this.systems) {
      const { id: own, stationRows, stations } = served.system;
      // Both ids may have colons.
      const row = id.startsWith(`${own}:`) ? stationRows.get(id.slice(own.length + 1)) : undefined;
      if (row !== undefined) return { ...served, station: at(stations, row) };
    }
    return null;
  }

  /** Stations on the street, nearest first. */
  stationsNear(circle: Circle, most: number): Near<StationOfSystem>[] {
    return this.#near(
      circle,
      most,
      ({ stationMap }) => [stationMap],
      (station) => ({ station }),
    );
  }

  /** Vehicles that can be rented, nearest first. @param fits form factors; `null` is that of no type */
  vehiclesNear(
    circle: Circle,
    most: number,
    fits: (formFactor: string | null) => boolean,
  ): Near<VehicleOfSystem>[] {
    return this.#near(
      circle,
      most,
      ({ vehicleMaps }) => [...vehicleMaps].flatMap(([formFactor, map]) => (fits(formFactor) ? [map] : [])),
      (vehicle) => ({ vehicle }),
    );
  }

  #near<Place extends { readonly latitude: number | null; readonly longitude: number | null }, Named>(
    { latitude, longitude, meters }: Circle,
    most: number,
    mapsOf: (system: RentalSystem) => readonly PlaceMap<Place>[],
    name: (place: Place) => Named,
  ): Near<ServedSystem & Named>[] {
    const found = this.systems.flatMap((served) =>
      mapsOf(served.system).flatMap(({ tree, places }) =>
        around(tree, longitude, latitude, most, meters / 1000).map((row) => {
          const place = at(places, row);
          const kilometres = distance(longitude, latitude, place.longitude ?? 0, place.latitude ?? 0);
          return { ...served, ...name(place), meters: 1000 * kilometres };
        }),
      ),
    );
    return found.sort((one, other) => one.meters - other.meters).slice(0, most);
  }

  /** Reads all systems as they are due, until {@link close}. */
  start(): void {
    for (const source of this.sources) void this.#readAndWait(source);
  }

  /** Reads what is due now. */
  async refresh(): Promise<void> {
    await Promise.all(this.sources.map((source) => this.#read(source)));
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  async #readAndWait(source: SystemSource): Promise<void> {
    await this.#read(source);
    if (this.#isClosed) return;
    const pause = Math.max(1_000, source.dueAt * 1000 - this.#clock().getTime());
    const timer = setTimeout(() => void this.#readAndWait(source), pause);
    this.#timers.set(source, timer.unref());
  }

  async #read(source: SystemSource): Promise<void> {
    await source.read();
    const { failure } = source;
    if ((failure !== null) === this.#failing.has(source)) return;
    if (failure === null) this.#failing.delete(source);
    else this.#failing.add(source);
    this.#onSource?.(source, failure);
  }
}
