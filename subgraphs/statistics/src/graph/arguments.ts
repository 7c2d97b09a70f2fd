import { PublicError } from '@civic-graph/errors';
import type { DataSet } from '../data-sets/data-set.ts';
import { isRegionDimension } from '../data-sets/manifest.ts';
import type { CodeFilter } from '../observations/observation-query.ts';
import { periodExamples } from '../time/parse-period.ts';
import {
  type PeriodRange,
  type RequestedPeriod,
  rangeIn,
  requestedPeriod,
  type Timeline,
} from '../time/timeline.ts';

/** A range of periods as the client sent it. */
export interface RangeArguments {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** Requested codes, by the ids of the dimensions. */
export type KeyArgument = readonly { readonly dimension: string; readonly codes: readonly string[] }[];

const maximumCodes = 100;
const listedInMessage = 20;

/** @throws PublicError BAD_USER_INPUT */
export function parseRange({ layout: { time } }: DataSet, { from, to }: RangeArguments): PeriodRange {
  return rangeIn(time, parseArgument(time, 'from', from), parseArgument(time, 'to', to));
}

function parseArgument(
  time: Timeline,
  argument: string,
  text: string | null | undefined,
): RequestedPeriod | null {
  if (text === null || text === undefined) return null;
  const period = requestedPeriod(time, text);
  if (period !== undefined) return period;
  throw badInput(`${argument}: ${quote(text)} is not a time period such as ${periodExamples}`);
}

/**
 * @returns the filters in the order of the dimensions
 * @throws PublicError BAD_USER_INPUT that names the dimension or code, and the existing ones
 */
export function parseKey(dataSet: DataSet, key: KeyArgument | null | undefined): readonly CodeFilter[] {
  const filters = (key ?? []).map(({ dimension, codes }) => parseFilter(dataSet, dimension, codes));
  if (new Set(filters.map(({ position }) => position)).size < filters.length) {
    throw badInput('key: a dimension is given twice');
  }
  return filters.toSorted((a, b) => a.position - b.position);
}

function parseFilter(
  { manifest, profile, layout }: DataSet,
  id: string,
  codes: readonly string[],
): CodeFilter {
  const position = manifest.dimensions.findIndex((dimension) => dimension.id === id);
  const dimension = manifest.dimensions[position];
  if (dimension === undefined) {
    throw badInput(`key: no dimension ${quote(id)}; there are ${list(manifest.dimensions.map((d) => d.id))}`);
  }
  if (codes.length < 1 || codes.length > maximumCodes) {
    throw badInput(`key: ${id} has ${codes.length} codes; 1 to ${maximumCodes} are accepted`);
  }
  const unknown = codes.find((code) => layout.dictionaries[position]?.rankOf(code) === undefined);
  if (unknown !== undefined) {
    const known = isRegionDimension(dimension)
      ? profile.regions
      : dimension.codelist.codes.map(({ code }) => code);
    throw badInput(`key: ${id} has no code ${quote(unknown)}; there are ${list(known)}`);
  }
  return { position, codes: [...new Set(codes)].sort() };
}

export function badInput(message: string): PublicError {
  return new PublicError('BAD_USER_INPUT', message);
}

/** Quotes a client's value, truncated. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

export function list(values: readonly string[]): string {
  const more = values.length - listedInMessage;
  return values.slice(0, listedInMessage).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
