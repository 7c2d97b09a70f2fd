import type { MultilingualText } from '../data-sets/text.ts';

/** Levels of GB/T 2260, countries of ISO 3166-1, and other areas of data sets. */
export type RegionLevel = 'COUNTRY' | 'PROVINCE' | 'PREFECTURE' | 'COUNTY' | 'AREA';

export interface Region {
  readonly code: string;
  readonly name: MultilingualText;
  readonly level: RegionLevel;
  /** Code of the region that contains this one. */
  readonly parent: string | null;
}

export const china = 'CHN';

/**
 * A division of GB/T 2260. The code alone gives level and parent, because it ends in 00 for each level above.
 */
export function administrativeDivision(code: string, name: MultilingualText): Region {
  if (code.endsWith('0000')) return { code, name, level: 'PROVINCE', parent: china };
  if (code.endsWith('00')) return { code, name, level: 'PREFECTURE', parent: `${code.slice(0, 2)}0000` };
  return { code, name, level: 'COUNTY', parent: `${code.slice(0, 4)}00` };
}
