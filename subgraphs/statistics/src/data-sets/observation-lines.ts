import type { CodeLayout } from '../observations/code-layout.ts';
import type { CellColumns } from './cell-columns.ts';

/** Rows per insert. Fewer would make more parts for the engine to merge; more would block the event loop. */
const rowsAtOnce = 250_000;

interface Release {
  readonly cells: CellColumns;
  /** The codes of each dimension, by their numbers in the cells. */
  readonly codes: readonly (readonly string[])[];
  /** 1 for each row that must not be published. */
  readonly hidden: Uint8Array;
  readonly load: string;
  readonly layout: CodeLayout;
}

/**
 * Columns of the engine in the order of `observationLines`.
 *
 * @param columns column of each dimension
 */
export function lineColumns(columns: CodeLayout['columns']): string[] {
  return ['load', ...columns.map((column) => `c${column}`), 'period', 'value', 'obs_status'];
}

/** The publishable part of each row, as TabSeparated text, without suppressed values. */
export function* observationLines({ cells, codes, hidden, load, layout }: Release): Generator<string> {
  const ranks = codes.map((texts, dimension) =>
    Uint32Array.from(texts, (text) => layout.dictionaries[dimension]?.rankOf(text) ?? 0),
  );
  for (let start = 0; start < cells.size; start += rowsAtOnce) {
    let text = '';
    for (let row = start; row < Math.min(start + rowsAtOnce, cells.size); row += 1) {
      text += load;
      for (let dimension = 0; dimension < ranks.length; dimension += 1) {
        text += `\t${ranks[dimension]?.[cells.codes[dimension]?.[row] ?? 0]}`;
      }
      const isHidden = hidden[row] === 1;
      const value = isHidden ? null : cells.value(row);
      text += `\t${cells.firstMonths[row]}\t${value ?? '\\N'}\t${isHidden ? 'Q' : cells.obsStatus(row)}\n`;
    }
    yield text;
  }
}
