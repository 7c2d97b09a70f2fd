import { csvLine } from '../data/csv-line.ts';
import type { DataMessage } from '../data/data-message.ts';
import { cellsOf, columnsOf } from './table.ts';

/** CSV with a header of ids (RFC 4180), described by CSV on the Web. A missing value is empty. */
export async function* tableCsv(message: DataMessage): AsyncGenerator<string> {
  yield csvLine(columnsOf(message).map(({ id }) => id));
  for await (const rows of message.pages()) {
    let text = '';
    for (const row of rows) text += csvLine(cellsOf(message, row).map((cell) => String(cell ?? '')));
    yield text;
  }
}
