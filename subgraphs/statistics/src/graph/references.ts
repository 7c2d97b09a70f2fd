import type { Catalogue } from '../catalogue.ts';
import type { DataSet } from '../data-sets/data-set.ts';
import type { Region } from '../regions/region.ts';

/** What other subgraphs know of an agency, and all that this one does. */
export interface AgencyReference {
  readonly id: string;
}

/*
 * The entities that other subgraphs refer to. Catalogue and regions are in memory, so a reference costs no
 * query and needs no batching; everybody may read them (C0), so there is nothing to check either.
 */

export function resolveDataflow(catalogue: Catalogue, id: string): DataSet | null {
  return catalogue.dataSet(id) ?? null;
}

export function resolveRegion(catalogue: Catalogue, code: string): Region | null {
  return catalogue.regions.get(code) ?? null;
}

/** Which agencies there are is for the identity service to say. */
export function resolveAgency(id: string): AgencyReference {
  return { id };
}
