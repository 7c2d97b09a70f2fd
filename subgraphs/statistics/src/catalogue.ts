import type { DataSet } from './data-sets/data-set.ts';
import { RegionDirectory } from './regions/region-directory.ts';
import type { RegionRegister } from './regions/region-register.ts';

/** What is served at one moment: immutable, and replaced as a whole. */
interface Served {
  readonly dataSets: readonly DataSet[];
  readonly regions: RegionDirectory;
  readonly byId: ReadonlyMap<string, DataSet>;
  readonly byRegion: ReadonlyMap<string, readonly DataSet[]>;
}

/** Everything that is served, except the observations. */
export class Catalogue {
  readonly #register: RegionRegister;
  #served: Served;

  constructor(dataSets: readonly DataSet[], register: RegionRegister) {
    this.#register = register;
    this.#served = served(dataSets, register);
  }

  /** Serves other data sets from now on; a request keeps the data set with which it began. */
  replace(dataSets: readonly DataSet[]): void {
    this.#served = served(dataSets, this.#register);
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

  dataSetsOf(agency: string): readonly DataSet[] {
    return this.dataSets.filter(({ manifest }) => manifest.agency === agency);
  }

  /** Data sets that have observations about a region. */
  dataSetsAbout(region: string): readonly DataSet[] {
    return this.#served.byRegion.get(region) ?? [];
  }
}

function served(dataSets: readonly DataSet[], register: RegionRegister): Served {
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
  };
}
