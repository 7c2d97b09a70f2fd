import type { DataSet } from '../../data-sets/data-set.ts';
import type { MultilingualText } from '../../data-sets/text.ts';
import { attributes as cataloguedAttributes } from '../../observations/components.ts';
import { januaryFirst } from '../../time/reporting-year.ts';

/** A component of a data structure beside its dimensions. */
export interface SdmxAttribute {
  readonly id: string;
  readonly name: MultilingualText;
  readonly level: 'dataflow' | 'observation';
  /** Null if its values are free. */
  readonly codelist: string | null;
}

const frequencyName: MultilingualText = { zh: '频率', en: 'Frequency' };

/** Tells which reporting year a period such as `2015-Q1` counts from (SDMX 3.0, section 6). */
const startDayAttribute = {
  id: 'REPORTING_YEAR_START_DAY',
  name: { zh: '报告年度起始日', en: 'Reporting year start day' },
} as const;
const constants: ReadonlySet<string> = new Set(['FREQ', 'UNIT_MEASURE', startDayAttribute.id]);

export const measureId = 'OBS_VALUE';
export const timeId = 'TIME_PERIOD';
export const timeName: MultilingualText = { zh: '时间', en: 'Time period' };

/** Attributes of a data set: those that are constant are not repeated for each series. */
export function attributesOf({ manifest }: Pick<DataSet, 'manifest'>): readonly SdmxAttribute[] {
  const dimensions = new Set(manifest.dimensions.map(({ id }) => id));
  const startDay = manifest.time.reportingYearStartDay === undefined ? [] : [startDayAttribute];
  return [{ id: 'FREQ', name: frequencyName }, ...startDay, ...cataloguedAttributes]
    .filter(({ id }) => !dimensions.has(id))
    .map(({ id, name }) => ({
      id,
      name,
      level: constants.has(id) ? 'dataflow' : 'observation',
      codelist: id === startDayAttribute.id ? null : `CL_${id}`,
    }));
}

/** The value of an attribute that is the same for the whole data set. */
export function constantOf({ manifest }: Pick<DataSet, 'manifest'>, attribute: string): string {
  if (attribute === startDayAttribute.id) return manifest.time.reportingYearStartDay ?? januaryFirst;
  return attribute === 'FREQ' ? manifest.frequency : manifest.measure.unit.code;
}
