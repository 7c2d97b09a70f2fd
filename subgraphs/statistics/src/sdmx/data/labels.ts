import type { Catalogue } from '../../catalogue.ts';
import type { DataSet } from '../../data-sets/data-set.ts';
import { isRegionDimension, type ManifestDimension } from '../../data-sets/manifest.ts';
import type { MultilingualText } from '../../data-sets/text.ts';
import { codeNames } from '../structures/code-names.ts';

type Names = ReadonlyMap<string, MultilingualText>;

/** Names of the codes of a data set. */
export interface Labels {
  /** @param position of the dimension */
  code(position: number, code: string): MultilingualText;
  attribute(id: string, code: string): MultilingualText;
}

/** Made once for each codelist, which may have a hundred thousand codes. */
const known = new WeakMap<ManifestDimension, Names>();

export function labelsOf(
  { manifest: { dimensions, measure } }: Pick<DataSet, 'manifest'>,
  { regions }: Pick<Catalogue, 'regions'>,
): Labels {
  return {
    code(position, code) {
      const dimension = dimensions[position];
      const name =
        dimension === undefined || isRegionDimension(dimension)
          ? regions.get(code)?.name
          : namesIn(dimension).get(code);
      return name ?? { zh: code, en: code };
    },
    attribute: (id, code) =>
      id === 'UNIT_MEASURE' ? measure.unit.name : (codeNames(id).get(code) ?? { zh: code, en: code }),
  };
}

function namesIn(dimension: Exclude<ManifestDimension, { region: unknown }>): Names {
  const names =
    known.get(dimension) ?? new Map(dimension.codelist.codes.map(({ code, name }) => [code, name]));
  known.set(dimension, names);
  return names;
}
