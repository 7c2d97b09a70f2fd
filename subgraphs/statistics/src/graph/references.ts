import { PublicError } from '@civic-graph/errors';
import type { Catalogue } from '../catalogue.ts';
import type { DataSet } from '../data-sets/data-set.ts';
import type { Region } from '../regions/region.ts';

/** The fields of an agency that other subgraphs send, and all that this one knows. */
export interface AgencyReference {
  readonly id: string;
}

/** A region by its code. */
export interface RegionReference {
  readonly code: string;
}

/*
 * Entities that other subgraphs refer to. Catalogue and regions are in memory, so a reference costs no query
 * and needs no batching; all are public (C0), so there is no check.
 */

export function resolveDataflow(catalogue: Catalogue, id: string): DataSet | null {
  return catalogue.dataSet(id) ?? readable(catalogue.withdrawnDataSet(id)) ?? null;
}

/** @throws PublicError RELEASE_WITHDRAWN */
export function readable<Found extends DataSet | undefined>(dataSet: Found): Found {
  if (dataSet?.withdrawal === undefined) return dataSet;
  const { manifest, publishedAt, withdrawal } = dataSet;
  const { withdrawnAt, reason } = withdrawal;
  throw new PublicError(
    'RELEASE_WITHDRAWN',
    `${manifest.id}: the release of ${publishedAt} was withdrawn at ${withdrawnAt}: ${reason.zh} / ${reason.en}`,
    { extensions: { withdrawal: { publishedAt, withdrawnAt, reason } } },
  );
}

export function resolveRegion(catalogue: Catalogue, code: string): Region | null {
  return catalogue.regions.get(code) ?? null;
}

/** Only the identity service knows which agencies exist. */
export function resolveAgency(id: string): AgencyReference {
  return { id };
}
