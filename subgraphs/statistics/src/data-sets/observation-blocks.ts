import {
  characterColumn,
  constantColumn,
  type NativeBlock,
  nativeBlock,
  nullableDoubleColumn,
  uint32Column,
} from '../engine/native-block.ts';
import type { CodeLayout } from '../observations/code-layout.ts';
import { obsStatuses } from '../observations/obs-status.ts';
import type { CellColumns } from './cell-columns.ts';

/** Rows per insert. Fewer would make more parts for the engine to merge; more would take more memory. */
const rowsAtOnce = 250_000;

interface Release {
  readonly cells: CellColumns;
  /** The rows in the order of the engine. */
  readonly order: Uint32Array;
  /** The codes of each dimension, by their numbers in the cells. */
  readonly codes: readonly (readonly string[])[];
  /** Engine number of each period, by its number in the cells. */
  readonly periods: Uint32Array;
  /** 1 for each row that must not be published. */
  readonly hidden: Uint8Array;
  readonly load: string;
  readonly layout: CodeLayout;
}

/** OBS_STATUS of suppressed values. */
const suppressed = 'Q'.charCodeAt(0);
const characters = Uint8Array.from(obsStatuses, (status) => status.charCodeAt(0));

/** The publishable part of each row for the engine, without suppressed values. */
export function* observationBlocks(release: Release): Generator<NativeBlock> {
  const { cells, order, codes, periods, hidden, load, layout } = release;
  const ranks = codes.map((texts, dimension) =>
    Uint32Array.from(texts, (text) => layout.dictionaries[dimension]?.rankOf(text) ?? 0),
  );
  for (let start = 0; start < cells.size; start += rowsAtOnce) {
    const rows = order.subarray(start, start + rowsAtOnce);
    const values = new Float64Array(rows.length);
    const isNull = new Uint8Array(rows.length);
    const statuses = new Uint8Array(rows.length);
    for (const [index, row] of rows.entries()) {
      const isHidden = hidden[row] === 1;
      const value = isHidden ? null : cells.value(row);
      if (value === null) isNull[index] = 1;
      else values[index] = value;
      statuses[index] = isHidden ? suppressed : (characters[cells.statusNumber(row)] ?? 0);
    }
    yield nativeBlock(rows.length, [
      constantColumn('load', load, rows.length),
      ...ranks.map((own, dimension) =>
        uint32Column(`c${layout.columns[dimension]}`, taken(cells.codes[dimension], rows, own)),
      ),
      uint32Column('period', taken(cells.periods, rows, periods)),
      nullableDoubleColumn('value', values, isNull),
      characterColumn('obs_status', statuses),
    ]);
  }
}

/** Ranks of the codes, or numbers of the periods, of some rows. */
function taken(
  column: Uint8Array | Uint16Array | Uint32Array | undefined,
  rows: Uint32Array,
  ranks: Uint32Array,
): Uint32Array {
  const found = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    found[index] = ranks[column?.[rows[index] ?? 0] ?? 0] ?? 0;
  }
  return found;
}
