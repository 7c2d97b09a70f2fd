import { hiddenRows } from '../disclosure/release.ts';
import type { NativeBlock } from '../engine/native-block.ts';
import { codeLayout } from '../observations/code-layout.ts';
import type { Region } from '../regions/region.ts';
import type { Profile } from './data-set.ts';
import { isRegionDimension, type Manifest, regionPosition } from './manifest.ts';
import { observationBlocks } from './observation-blocks.ts';
import { type Checked, Problems, refused } from './problem.ts';
import { readCells } from './read-cells.ts';
import type { OpenContent } from './read-records.ts';

/** What to read, and the secret that selects the cells to suppress. */
export interface ReadRequest {
  readonly file: string;
  readonly manifest: Manifest;
  /** Regions that every data set may name. */
  readonly register: ReadonlyMap<string, Region>;
  readonly disclosureKey: Uint8Array;
  /** Identifies the rows in the engine. */
  readonly load: string;
  /** When it is read, in milliseconds since 1970: an embargo before has ended. */
  readonly readAt: number;
}

export interface ReadProgress {
  readonly step: 'reading' | 'protecting';
  readonly rows: number;
}

export interface DataSetRead {
  readonly profile: Profile;
  /** Released observations for the engine. */
  readonly blocks: Iterable<NativeBlock>;
}

/** Reads, checks and releases a data set; its output has no suppressed value. */
export async function readDataSet(
  open: OpenContent,
  request: ReadRequest,
  progress: (progress: ReadProgress) => void,
): Promise<Checked<DataSetRead>> {
  const read = await readCells(open, request, (rows) => progress({ step: 'reading', rows }));
  if (!read.ok) return read;
  const { file, manifest, register, disclosureKey, load } = request;
  const { cells, order, codes, areas, periods } = read.value;
  const { timeline, numbers } = periods;
  const unknown = unknownRegions(manifest, file, codes, register);
  if (!unknown.none) return refused(unknown);
  const context = { manifest, file, codes, periods, parentOf: parents(manifest, register), disclosureKey };
  const released = await hiddenRows(cells, context, (rows) => progress({ step: 'protecting', rows }));
  if (!released.ok) return released;
  const hidden = released.value;
  const regions = codes[regionPosition(manifest)] ?? [];
  const profile: Profile = {
    regions: regions.toSorted(),
    areas: [...areas].map(([code, name]) => ({ code, name })),
    observationCount: cells.size,
    suppressedCount: hidden.reduce((count, one) => count + one, 0),
    firstPeriod: timeline.text(numbers.reduce((one, other) => Math.min(one, other))),
    lastPeriod: timeline.text(numbers.reduce((one, other) => Math.max(one, other))),
    ...(timeline.zone === '' ? {} : { zone: timeline.zone }),
    ...(timeline.listed === null ? {} : { periods: timeline.listed }),
  };
  const layout = codeLayout(manifest, profile);
  return {
    ok: true,
    value: {
      profile,
      blocks: observationBlocks({ cells, order, codes, periods: numbers, hidden, load, layout }),
    },
  };
}

/** Rejects codes that are in neither the register nor the file. */
function unknownRegions(
  { dimensions }: Manifest,
  file: string,
  codes: readonly (readonly string[])[],
  register: ReadonlyMap<string, Region>,
): Problems {
  const problems = new Problems(file);
  for (const [index, dimension] of dimensions.entries()) {
    if (!isRegionDimension(dimension)) continue;
    const { totals = [], independent = [] } = dimension;
    for (const code of [...totals, ...(independent === true ? [] : independent)]) {
      if (register.has(code) || codes[index]?.includes(code)) continue;
      problems.add(
        null,
        dimension.column,
        `no region ${code} in the register or the file; correct "totals" or "independent"`,
      );
    }
  }
  return problems;
}

function parents(
  { dimensions }: Manifest,
  register: ReadonlyMap<string, Region>,
): (dimension: number, code: string) => string | null {
  const parentOf = dimensions.map((dimension) =>
    isRegionDimension(dimension)
      ? null
      : new Map(dimension.codelist.codes.map(({ code, parent }) => [code, parent ?? null])),
  );
  return (dimension, code) => {
    const codelist = parentOf[dimension];
    return (codelist ? codelist.get(code) : register.get(code)?.parent) ?? null;
  };
}
