import type { DataSet } from '../../data-sets/data-set.ts';
import { confStatusOf, obsStatuses } from '../../observations/obs-status.ts';
import { type KeySelection, runsOf, type Selection } from '../../observations/selection.ts';
import { allPeriods } from '../../time/timeline.ts';
import { attributesOf, constantOf, measureId, timeId } from '../data/components.ts';
import { semanticError, syntaxError } from '../sdmx-error.ts';
import { type ComponentFilter, matchingPositions, parseFilter, satisfies } from './component-filter.ts';
import { periodRanges } from './period-filter.ts';
import { shorten } from './url.ts';
import { valueComparisons } from './value-filter.ts';

type Conditions = Pick<Selection, 'keys' | 'codes' | 'periods' | 'statuses' | 'values'>;

/** No person or form sends more keys. */
const maximumKeys = 100;
/** Ranges of codes in a statement; ClickHouse refuses one of more than 256 KiB (`max_query_size`). */
const maximumRuns = 1_500;

/**
 * What the key and the `c[...]` parameters select.
 *
 * @throws SdmxError 140, 150
 */
export function conditionsOf(
  dataSet: DataSet,
  key: string,
  parameters: ReadonlyMap<string, string>,
): Conditions {
  let conditions: Conditions = {
    keys: parseKeys(dataSet, key),
    codes: dataSet.manifest.dimensions.map(() => null),
    periods: [allPeriods],
    statuses: null,
    values: null,
  };
  const startDay = parameters.get('reportingYearStartDay');
  for (const [name, text] of parameters) {
    const [, component] = /^c\[(.*)\]$/s.exec(name) ?? [];
    if (component === undefined) continue;
    conditions = restricted(dataSet, conditions, component, parseFilter(component, text), startDay);
  }
  const runs = conditions.codes.reduce((sum, ranks) => sum + runsOf(ranks ?? []).length, 0);
  if (runs <= maximumRuns) return conditions;
  throw semanticError(
    `c[...]: the codes that match are in ${runs} ranges, and at most ${maximumRuns} are read; narrow the filter`,
  );
}

function restricted(
  dataSet: DataSet,
  conditions: Conditions,
  component: string,
  filter: ComponentFilter,
  startDay: string | undefined,
): Conditions {
  const { manifest, layout } = dataSet;
  const position = manifest.dimensions.findIndex(({ id }) => id === component);
  if (position >= 0) {
    const known = layout.dictionaries[position]?.codes ?? [];
    const ranks = matchingPositions(component, known, filter);
    return { ...conditions, codes: conditions.codes.with(position, ranks) };
  }
  if (component === timeId) {
    const { time } = layout;
    return { ...conditions, periods: periodRanges(filter, time, startDay ?? time.startDay) };
  }
  if (component === measureId) return { ...conditions, values: valueComparisons(filter) };
  const attribute = attributesOf(dataSet).find(({ id }) => id === component);
  if (attribute === undefined) {
    const known = [...manifest.dimensions, ...attributesOf(dataSet)].map(({ id }) => id);
    throw semanticError(
      `c[${component.slice(0, 40)}]: no such component; there are ${[...known, timeId, measureId].join(', ')}`,
    );
  }
  if (attribute.level === 'dataflow') {
    return satisfies(constantOf(dataSet, component), filter) ? conditions : { ...conditions, keys: [] };
  }
  const textOf = component === 'CONF_STATUS' ? confStatusOf : String;
  const before = conditions.statuses ?? obsStatuses;
  return { ...conditions, statuses: before.filter((status) => satisfies(textOf(status), filter)) };
}

/** Parses `*`, or keys such as `330106.*.Y0T5` with commas between; omitted dimensions match all. */
function parseKeys({ manifest, layout }: DataSet, text: string): readonly KeySelection[] {
  const { dimensions } = manifest;
  const unrestricted = dimensions.map(() => null);
  if (text === '' || text === '*' || text === 'all') return [unrestricted];
  const keys = text.split(',');
  if (keys.length > maximumKeys) throw syntaxError(`key: more than ${maximumKeys} keys; use c[...] instead`);
  return keys.map((key) => {
    const codes = key.split('.');
    if (codes.length > dimensions.length) {
      const form = dimensions.map(({ id }) => id).join('.');
      throw semanticError(
        `key: ${shorten(key)} has more than ${dimensions.length} dimensions; its form is ${form}`,
      );
    }
    return dimensions.map((_, position) => {
      const code = codes[position] ?? '*';
      if (code === '*' || code === '') return null;
      // SDMX 2.1 has several codes of a dimension with "+".
      return code.split('+').flatMap((one) => layout.dictionaries[position]?.rankOf(one) ?? []);
    });
  });
}
