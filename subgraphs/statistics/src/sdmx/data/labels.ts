import type { Catalogue } from '../../catalogue.ts';
import type { DataSet } from '../../data-sets/data-set.ts';
import type { MultilingualText } from '../../data-sets/text.ts';
import { codesOf } from '../../observations/components.ts';
import { codeNames } from '../structures/code-names.ts';

/** Names of the codes of a data set. */
export interface Labels {
  /** @param position of the dimension */
  code(position: number, code: string): MultilingualText;
  attribute(id: string, code: string): MultilingualText;
}

export function labelsOf(dataSet: DataSet, { regions }: Catalogue): Labels {
  const byDimension = dataSet.manifest.dimensions.map(
    (dimension) => new Map(codesOf(dataSet, dimension, regions).map(({ id, name }) => [id, name])),
  );
  const { unit } = dataSet.manifest.measure;
  return {
    code: (position, code) => byDimension[position]?.get(code) ?? { zh: code, en: code },
    attribute: (id, code) =>
      id === 'UNIT_MEASURE' ? unit.name : (codeNames(id).get(code) ?? { zh: code, en: code }),
  };
}
