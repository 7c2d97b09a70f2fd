import type { DataSet } from '../../data-sets/data-set.ts';
import type { MultilingualText } from '../../data-sets/text.ts';
import { attributes as cataloguedAttributes } from '../../observations/components.ts';

/** A component of a data structure beside its dimensions. */
export interface SdmxAttribute {
  readonly id: string;
  readonly name: MultilingualText;
  readonly level: 'dataflow' | 'observation';
  readonly codelist: string;
}

const frequencyName: MultilingualText = { zh: '频率', en: 'Frequency' };

export const measureId = 'OBS_VALUE';
export const timeId = 'TIME_PERIOD';
export const timeName: MultilingualText = { zh: '时间', en: 'Time period' };

/** Attributes of a data set: the frequency and the unit are constant, and not repeated for each series. */
export function attributesOf({ manifest }: Pick<DataSet, 'manifest'>): readonly SdmxAttribute[] {
  const dimensions = new Set(manifest.dimensions.map(({ id }) => id));
  return [{ id: 'FREQ', name: frequencyName }, ...cataloguedAttributes]
    .filter(({ id }) => !dimensions.has(id))
    .map(({ id, name }) => ({
      id,
      name,
      level: id === 'FREQ' || id === 'UNIT_MEASURE' ? 'dataflow' : 'observation',
      codelist: `CL_${id}`,
    }));
}

/** The value of an attribute that is the same for the whole data set. */
export function constantOf({ manifest }: Pick<DataSet, 'manifest'>, attribute: string): string {
  return attribute === 'FREQ' ? manifest.frequency : manifest.measure.unit.code;
}
