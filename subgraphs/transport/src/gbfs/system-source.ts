import { fileMessages, type MessageSource } from '../realtime/source/message-source.ts';
import { urlMessages } from '../realtime/source/url-messages.ts';
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

/** The largest files, of vehicles in a city, have about 4 MB; larger ones would block other requests. */
const maxFileBytes = 8 * 1024 ** 2;

const parsers: { readonly [Name in FileName]: (data: unknown) => Promise<SystemContent[Name]> } = {
  system_information: readSystemInformation,
  vehicle_types: readVehicleTypes,
  station_information: readStations,
  station_status: readStationStatus,
  vehicle_status: readVehicles,
  system_pricing_plans: readPricingPlans,
};

type Files = { [Name in FileName]?: SystemFile<SystemContent[Name]> };

export type OpenFile = (place: string) => MessageSource;

const openFile: OpenFile = (place) =>
  isUrl(place)
    ? urlMessages(place, { headers: {}, maxBytes: maxFileBytes })
    : fileMessages(place, maxFileBytes);

/** Why the data of a system may be missing or outdated. */
export interface SystemFailure {
  readonly at: Date;
  /** Without the place, which may contain a key. */
  readonly message: string;
}

/** One system (a gbfs.json) and what it says now. A file that fails leaves its last content. */
export class SystemSource {
  /** Shown in place of an id that is not known yet. */
  readonly number: number;
  readonly #clock: () => Date;
  readonly #open: OpenFile;
  readonly #list: SystemFile<ReadonlyMap<FileName, string>>;
  #places = '';
  #files: Files = {};
  /** `null` until all its files were read once. */
  system: RentalSystem | null = null;

  constructor(place: string, number: number, clock: () => Date, open: OpenFile = openFile) {
    this.number = number;
    this.#clock = clock;
    this.#open = open;
    this.#list = new SystemFile(open(place), async (data) => readDiscovery(data, place), clock);
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
    if (await this.#list.read()) this.#openFiles(this.#list.content ?? new Map());
    const outcomes = await Promise.all(Object.values(this.#files).map((file) => file.read()));
    const files = Object.values(this.#files);
    const isComplete = files.length > 0 && files.every(({ content }) => content !== null);
    if (!isComplete || !(outcomes.includes(true) || this.system === null)) return false;
    this.system = buildSystem(this.#content(), this.#updatedAt());
    return true;
  }

  /** Files keep their content unless their places have changed. */
  #openFiles(places: ReadonlyMap<FileName, string>): void {
    const next = JSON.stringify([...places]);
    if (next === this.#places) return;
    this.#places = next;
    const open = <Name extends FileName>(name: Name, place: string) =>
      new SystemFile<SystemContent[Name]>(this.#open(place), parsers[name], this.#clock);
    this.#files = Object.fromEntries([...places].map(([name, place]) => [name, open(name, place)])) as Files;
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
    return Math.max(...Object.values(this.#files).map(({ updatedAt }) => updatedAt ?? 0));
  }
}
