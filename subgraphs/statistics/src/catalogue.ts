import type { DataSet } from './data-sets/data-set.ts';
import type { LoadedFolder } from './data-sets/load-data-sets.ts';
import type { Manifest } from './data-sets/manifest.ts';
import type { Microdata } from './microdata/microdata.ts';
import { RegionDirectory } from './regions/region-directory.ts';
import type { RegionRegister } from './regions/region-register.ts';

/** What is served at one moment: immutable, and replaced as a whole. */
interface Served {
  readonly dataSets: readonly DataSet[];
  readonly regions: RegionDirectory;
  readonly byId: ReadonlyMap<string, DataSet>;
  readonly byRegion: ReadonlyMap<string, readonly DataSet[]>;
  /** By id, oldest first. */
  readonly releases: ReadonlyMap<string, readonly DataSet[]>;
  readonly upcoming: readonly Manifest[];
  readonly withdrawnCount: number;
}

/** Everything that is served, except the observations. */
export class Catalogue {
  readonly #register: RegionRegister;
  #served: Served;
  #microdata: readonly Microdata[] = [];

  constructor(loaded: LoadedFolder, register: RegionRegister) {
    this.#register = register;
    this.#served = served(loaded, register);
  }

  /** Serves other data sets from now on; a request keeps the data set with which it began. */
  replace(loaded: LoadedFolder): void {
    this.#served = served(loaded, this.#register);
  }

  /** Unit records for custom tables. */
  get microdata(): readonly Microdata[] {
    return this.#microdata;
  }

  replaceMicrodata(microdata: readonly Microdata[]): void {
    this.#microdata = microdata;
  }

  /** By id. */
  get dataSets(): readonly DataSet[] {
    return this.#served.dataSets;
  }

  get regions(): RegionDirectory {
    return this.#served.regions;
  }

  dataSet(id: string): DataSet | undefined {
    return this.#served.byId.get(id);
  }

  /** Releases of a data set of the folder, oldest first, including withdrawn ones. */
  releasesOf(id: string): readonly DataSet[] {
    return this.#served.releases.get(id) ?? [];
  }

  /**
   * A data set as it was at an instant; `undefined` if it had not been released. This may be a release
   * that was withdrawn later.
   */
  dataSetAt(id: string, instant: Date): DataSet | undefined {
    const isBy = (time: string) => Date.parse(time) <= instant.getTime();
    return this.releasesOf(id).findLast(
      ({ publishedAt, withdrawal }) =>
        isBy(publishedAt) && !(withdrawal !== undefined && isBy(withdrawal.withdrawnAt)),
    );
  }

  /** The last release of a data set whose releases are all withdrawn. */
  withdrawnDataSet(id: string): DataSet | undefined {
    return this.dataSet(id) === undefined ? this.releasesOf(id).at(-1) : undefined;
  }

  /** When a data set last changed: by its current release, or by the withdrawal of another. */
  changedAt({ manifest: { id }, publishedAt }: DataSet): string {
    const times = this.releasesOf(id).flatMap(({ withdrawal }) => withdrawal?.withdrawnAt ?? []);
    return [publishedAt, ...times].sort().at(-1) ?? publishedAt;
  }

  get withdrawnCount(): number {
    return this.#served.withdrawnCount;
  }

  /** Data sets under embargo, which are not served. */
  get upcoming(): readonly Manifest[] {
    return this.#served.upcoming;
  }

  dataSetsOf(agency: string): readonly DataSet[] {
    return this.dataSets.filter(({ manifest }) => manifest.agency === agency);
  }

  /** Data sets that have observations about a region. */
  dataSetsAbout(region: string): readonly DataSet[] {
    return this.#served.byRegion.get(region) ?? [];
  }
}

function served({ dataSets, releases, withdrawn, upcoming }: LoadedFolder, register: RegionRegister): Served {
  const byRegion = new Map<string, DataSet[]>();
  for (const dataSet of dataSets) {
    for (const region of dataSet.profile.regions) {
      const those = byRegion.get(region) ?? [];
      those.push(dataSet);
      byRegion.set(region, those);
    }
  }
  return {
    dataSets,
    regions: new RegionDirectory(register, dataSets),
    byId: new Map(dataSets.map((dataSet) => [dataSet.manifest.id, dataSet])),
    byRegion,
    releases: new Map(
      [...dataSets.map(({ manifest }) => manifest.id), ...withdrawn].map((id) => [
        id,
        releases.filter(({ manifest }) => manifest.id === id),
      ]),
    ),
    withdrawnCount: releases.filter(({ withdrawal }) => withdrawal !== undefined).length,
    upcoming,
  };
}
