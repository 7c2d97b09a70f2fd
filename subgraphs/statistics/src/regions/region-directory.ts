import type { DataSet } from '../data-sets/data-set.ts';
import { china, type Region, type RegionLevel } from './region.ts';
import type { RegionRegister } from './region-register.ts';

/** The regions of the graph: all of China, and any others that the loaded data sets are about. */
export class RegionDirectory {
  readonly #regions: ReadonlyMap<string, Region>;
  readonly #children: ReadonlyMap<string, readonly Region[]>;

  constructor(register: RegionRegister, dataSets: readonly DataSet[]) {
    const used = new Set([china, ...dataSets.flatMap(({ profile }) => profile.regions)]);
    const regions = [...register.regions.values()].filter(
      ({ code, level }) => level !== 'COUNTRY' || used.has(code),
    );
    const areas = new Map<string, Region>();
    for (const { code, name } of dataSets.flatMap(({ profile }) => profile.areas)) {
      // If two data sets name an area differently, the first by id counts, so that the name is stable.
      if (!areas.has(code))
        areas.set(code, { code, name: { zh: null, en: name }, level: 'AREA', parent: null });
    }
    const all = [...regions, ...areas.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
    this.#regions = new Map(all.map((region) => [region.code, region]));
    const children = new Map<string, Region[]>();
    for (const region of all) {
      if (region.parent === null) continue;
      const siblings = children.get(region.parent) ?? [];
      siblings.push(region);
      children.set(region.parent, siblings);
    }
    this.#children = children;
  }

  get(code: string): Region | undefined {
    return this.#regions.get(code);
  }

  childrenOf(code: string): readonly Region[] {
    return this.#children.get(code) ?? [];
  }

  /** By code. */
  list(level: RegionLevel | null, parent: string | null): readonly Region[] {
    const regions = parent === null ? [...this.#regions.values()] : this.childrenOf(parent);
    return level === null ? regions : regions.filter((region) => region.level === level);
  }
}
