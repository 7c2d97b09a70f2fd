import type { DataSet } from './data-sets/data-set.ts';
import { RegionDirectory } from './regions/region-directory.ts';
import type { RegionRegister } from './regions/region-register.ts';

/** Everything that is served, except the observations. Immutable while the process runs. */
export class Catalogue {
  /** By id. */
  readonly dataSets: readonly DataSet[];
  readonly regions: RegionDirectory;
  readonly #byId: ReadonlyMap<string, DataSet>;
  readonly #byRegion: ReadonlyMap<string, readonly DataSet[]>;

  constructor(dataSets: readonly DataSet[], register: RegionRegister) {
    this.dataSets = dataSets;
    this.regions = new RegionDirectory(register, dataSets);
    this.#byId = new Map(dataSets.map((dataSet) => [dataSet.manifest.id, dataSet]));
    const byRegion = new Map<string, DataSet[]>();
    for (const dataSet of dataSets) {
      for (const region of dataSet.profile.regions) {
        const those = byRegion.get(region) ?? [];
        those.push(dataSet);
        byRegion.set(region, those);
      }
    }
    this.#byRegion = byRegion;
  }

  dataSet(id: string): DataSet | undefined {
    return this.#byId.get(id);
  }

  dataSetsOf(agency: string): readonly DataSet[] {
    return this.dataSets.filter(({ manifest }) => manifest.agency === agency);
  }

  /** Data sets that have observations about a region. */
  dataSetsAbout(region: string): readonly DataSet[] {
    return this.#byRegion.get(region) ?? [];
  }
}
