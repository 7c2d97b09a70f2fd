import type { Catalogue } from '../catalogue.ts';
import type { DataSet } from '../data-sets/data-set.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { codesWithoutOverlap, overlapping, topLevelCodes } from '../observations/additive-codes.ts';
import { type GroupResult, maximumGroups, readGroups } from '../observations/grouped-observations.ts';
import { isSameTimeline, type PeriodRange } from '../time/timeline.ts';
import {
  badInput,
  type KeyArgument,
  list,
  parseKey,
  parseRange,
  quote,
  type RangeArguments,
} from './arguments.ts';
import type { KeyValueInDataSet } from './observation.ts';

/** A group with its data set, and its value per capita if requested. */
export interface GroupOfDataSet {
  readonly dataSet: DataSet;
  readonly by: readonly number[];
  readonly result: GroupResult;
  readonly perCapita: number | null;
}

export interface GroupArguments extends RangeArguments {
  readonly by: readonly string[];
  readonly key?: KeyArgument | null | undefined;
  readonly perCapitaOf?: string | null | undefined;
  readonly order?: 'KEY' | 'VALUE_DESC' | 'VALUE_ASC' | null | undefined;
  readonly first?: number | null | undefined;
}

const maximumRows = 1000;

/**
 * Sums of an additive measure. Anybody can compute them from the published values, so they reveal nothing
 * more.
 *
 * @throws PublicError BAD_USER_INPUT
 */
export async function groups(
  catalogue: Catalogue,
  engine: StatisticsEngine,
  dataSet: DataSet,
  args: GroupArguments,
): Promise<readonly GroupOfDataSet[]> {
  const first = args.first ?? 100;
  if (first < 1 || first > maximumRows) throw badInput(`first: ${first} is not between 1 and ${maximumRows}`);
  const by = positionsOf(dataSet, args.by);
  const range = parseRange(dataSet, args);
  const found = await sums(catalogue, engine, dataSet, by, args.key, range);
  const people =
    args.perCapitaOf == null
      ? null
      : await population(catalogue, engine, dataSet, by, args.perCapitaOf, range);
  const groupsFound = found.map((result) => {
    const heads = people?.(result) ?? null;
    const perCapita = heads === null || heads <= 0 || result.value === null ? null : result.value / heads;
    return { dataSet, by, result, perCapita };
  });
  return ordered(groupsFound, args.order ?? 'KEY').slice(0, first);
}

export function keyOfGroup({ dataSet, by, result }: GroupOfDataSet): readonly KeyValueInDataSet[] {
  return by.map((position, index) => ({ dataSet, position, code: result.codes[index] ?? '' }));
}

export function periodOfGroup({ dataSet, result }: GroupOfDataSet): string {
  return dataSet.layout.time.text(result.period);
}

function positionsOf({ manifest }: DataSet, ids: readonly string[]): readonly number[] {
  const known = manifest.dimensions.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) throw badInput(`by: no dimension ${quote(unknown)}; there are ${list(known)}`);
  if (new Set(ids).size < ids.length) throw badInput('by: a dimension is given twice; name each once');
  return ids.map((id) => known.indexOf(id));
}

async function sums(
  catalogue: Catalogue,
  engine: StatisticsEngine,
  dataSet: DataSet,
  by: readonly number[],
  key: KeyArgument | null | undefined,
  range: PeriodRange,
  everyGroup: readonly string[] | null = null,
): Promise<readonly GroupResult[]> {
  const { manifest } = dataSet;
  const { regions } = catalogue;
  const filters = new Map(parseKey(dataSet, key).map(({ position, codes }) => [position, codes]));
  let isSum = false;
  let isPartition = true;
  const codes = manifest.dimensions.map((dimension, position) => {
    const chosen = filters.get(position);
    if (by.includes(position)) {
      const groupCodes = everyGroup ?? chosen ?? topLevelCodes(dataSet, position, regions);
      // Groups are not added to each other, so they may contain each other; they then have no share.
      isPartition &&= overlapping(dataSet, position, groupCodes, regions) === null;
      return groupCodes;
    }
    const added = chosen ?? codesWithoutOverlap(dataSet, position, regions);
    const twice = overlapping(dataSet, position, added, regions);
    if (twice !== null)
      throw badInput(`key: ${dimension.id} ${twice} is a part of another code, and would count twice`);
    isSum ||= added.length > 1;
    return added;
  });
  if (isSum && manifest.measure.additive !== true) {
    throw badInput(
      `by: values of ${manifest.id} cannot be added up; name one code of each other dimension in key`,
    );
  }
  const found = await readGroups(engine, { dataSet, by, codes, ...range });
  if (found !== null) return isPartition ? found : found.map((one) => ({ ...one, share: null }));
  throw badInput(`by: more than ${maximumGroups} groups; narrow them by key, from and to`);
}

/** Values of another data set by region and period, without its other dimensions. */
async function population(
  catalogue: Catalogue,
  engine: StatisticsEngine,
  dataSet: DataSet,
  by: readonly number[],
  id: string,
  range: PeriodRange,
): Promise<(result: GroupResult) => number | null> {
  const other = catalogue.dataSet(id);
  if (other === undefined) throw badInput(`perCapitaOf: there is no ${quote(id)}`);
  const place = by.indexOf(dataSet.layout.regionPosition);
  const hasSamePeriods = isSameTimeline(other.layout.time, dataSet.layout.time);
  if (place < 0 || other.layout.regionPosition < 0 || !hasSamePeriods) {
    throw badInput(
      `perCapitaOf: both data sets need regions and one frequency, and by must have the regions`,
    );
  }
  const regions = dataSet.layout.dictionaries[dataSet.layout.regionPosition]?.codes ?? [];
  const known = other.layout.dictionaries[other.layout.regionPosition];
  const dimension = other.manifest.dimensions[other.layout.regionPosition]?.id ?? '';
  const codes = regions.filter((code) => known?.rankOf(code) !== undefined).slice(0, 100);
  const found = await sums(
    catalogue,
    engine,
    other,
    [other.layout.regionPosition],
    [{ dimension, codes }],
    range,
  );
  const values = new Map(found.map((one) => [`${one.codes[0]} ${one.period}`, one.value]));
  return ({ codes: own, period }) => values.get(`${own[place]} ${period}`) ?? null;
}

function ordered(
  all: readonly GroupOfDataSet[],
  order: 'KEY' | 'VALUE_DESC' | 'VALUE_ASC',
): readonly GroupOfDataSet[] {
  if (order === 'KEY') return all;
  const sign = order === 'VALUE_ASC' ? 1 : -1;
  // Groups without a value are last in either order.
  return all.toSorted(({ result: { value: one } }, { result: { value: other } }) => {
    if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
    return sign * (one - other);
  });
}
