import { fileMessages, type MessageSource } from '../realtime/source/message-source.ts';
import { urlMessages } from '../realtime/source/url-messages.ts';
import { SourceError } from '../source/feed-source.ts';
import { isUrl } from '../source/zip-source.ts';
import { buildSystem, type SystemContent } from './build-system.ts';
import { type FileName, readDiscovery } from './read/discovery.ts';
import {
  readPricingPlans,
  readStationStatus,
  readStations,
  readSystemInformation,
  readVehicles,
  readVehicleTypes,
} from './read/files.ts';
import type { RentalSystem } from './rental-system.ts';
import { SystemFile } from './system-file.ts';

/** The largest files, with the vehicles of a city, have about 4 MB. Parsed, they take a multiple. */
const maxFileBytes = 8 * 1024 ** 2;
/** A list of files has about 20 kB. */
const maxListBytes = 256 * 1024;

const parsers: { readonly [Name in FileName]: (data: unknown) => Promise<SystemContent[Name]> } = {
  system_information: readSystemInformation,
  vehicle_types: readVehicleTypes,
  station_information: readStations,
  station_status: readStationStatus,
  vehicle_status: readVehicles,
  system_pricing_plans: readPricingPlans,
};

type Files = { [Name in FileName]?: SystemFile<SystemContent[Name]> };

export type OpenFile = (place: string, maxBytes: number) => MessageSource;

const openFile: OpenFile = (place, maxBytes) =>
  isUrl(place) ? urlMessages(place, { headers: {}, maxBytes }) : fileMessages(place, maxBytes);

/** Why the data of a system may be missing or outdated. */
export interface SystemFailure {
  readonly at: Date;
  /** Without the place, which may contain a key. */
  readonly message: string;
}

/** One system (a gbfs.json) and its current data. A file that fails keeps its last content. */
export class SystemSource {
  /** Shown in place of an id that is not known yet. */
  readonly number: number;
  readonly #clock: () => Date;
  readonly #open: OpenFile;
  readonly #list: SystemFile<ReadonlyMap<FileName, string>>;
  #places: ReadonlyMap<FileName, string> = new Map();
  #files: Files = {};
  /** `null` until all its files have been read once. */
  system: RentalSystem | null = null;

  constructor(place: string, number: number, clock: () => Date, open: OpenFile = openFile) {
    this.number = number;
    this.#clock = clock;
    this.#open = open;
    this.#list = new SystemFile(open(place, maxListBytes), async (data) => readDiscovery(data, place), clock);
  }

  get failure(): SystemFailure | null {
    for (const [name, file] of [['gbfs', this.#list], ...Object.entries(this.#files)] as const) {
      if (file.failure !== null) return { ...file.failure, message: `${name}: ${file.failure.message}` };
    }
    return null;
  }

  /** When the next file is due. */
  get dueAt(): number {
    return Math.min(this.#list.dueAt, ...Object.values(this.#files).map(({ dueAt }) => dueAt));
  }

  /** Whether availability may be outdated. */
  isStale(now: Date): boolean {
    const seconds = now.getTime() / 1000;
    const { station_status, vehicle_status, station_information } = this.#files;
    return [station_status, vehicle_status, station_information].some((file) => file?.isStale(seconds));
  }

  /** Reads the files that are due. @returns whether the system has changed */
  async read(): Promise<boolean> {
    const isListed = await this.#list.read();
    if (isListed) this.#openFiles(this.#list.content ?? new Map());
    const files = Object.values(this.#files);
    const outcomes = await Promise.all(files.map((file) => file.read()));
    // A file that is listed later, and fails, must not keep the others from being served.
    const isServable = this.system !== null || files.every(({ content }) => content !== null);
    const isNew = isListed || outcomes.includes(true) || this.system === null;
    if (files.length === 0 || !isServable || !isNew) return false;
    const next = buildSystem(this.#content(), this.#updatedAt());
    this.system = next ?? this.system;
    return next !== null;
  }

  /** Files stay as they are unless their places have changed. */
  #openFiles(places: ReadonlyMap<FileName, string>): void {
    const open = <Name extends FileName>(name: Name, place: string) => {
      const before: Files[Name] = this.#files[name];
      if (before !== undefined && this.#places.get(name) === place) return before;
      return new SystemFile<SystemContent[Name]>(
        this.#open(place, maxFileBytes),
        (data) => this.#parse(name, data),
        this.#clock,
        before,
      );
    };
    this.#files = Object.fromEntries([...places].map(([name, place]) => [name, open(name, place)])) as Files;
    this.#places = places;
  }

  async #parse<Name extends FileName>(name: Name, data: unknown): Promise<SystemContent[Name]> {
    const content = await parsers[name](data);
    // With another id it could take the place of another system.
    if (name === 'system_information' && this.system !== null) {
      const { id } = content as NonNullable<SystemContent['system_information']>;
      if (id !== this.system.id) {
        throw new SourceError('its system_id has changed; restart the service if that is right');
      }
    }
    return content;
  }

  #content(): SystemContent {
    const files = this.#files;
    return {
      system_information: files.system_information?.content ?? null,
      vehicle_types: files.vehicle_types?.content ?? null,
      station_information: files.station_information?.content ?? null,
      station_status: files.station_status?.content ?? null,
      vehicle_status: files.vehicle_status?.content ?? null,
      system_pricing_plans: files.system_pricing_plans?.content ?? null,
    };
  }

  #updatedAt(): number {
    return Math.max(
      this.system?.updatedAt ?? 0,
      ...Object.values(this.#files).map(({ updatedAt }) => updatedAt ?? 0),
    );
  }
}
