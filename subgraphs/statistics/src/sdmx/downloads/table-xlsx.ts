import { strToU8, Zip, ZipDeflate } from 'fflate';
import { isRegionDimension } from '../../data-sets/manifest.ts';
import type { SelectedRow } from '../../observations/selection-reader.ts';
import { measureId } from '../data/components.ts';
import type { DataMessage } from '../data/data-message.ts';
import { textIn } from '../message.ts';
import { cellsOf, columnsOf, type TableColumn } from './table.ts';
import { fixedParts, sheetEnd, sheetRow, sheetStart } from './workbook.ts';

/** Rows of a sheet (ECMA-376), without the header. */
export const maximumXlsxRows = 1_048_575;

/** XLSX, compressed page by page: codes with their names, and a second sheet about the source. */
export async function* tableXlsx(message: DataMessage): AsyncGenerator<Uint8Array> {
  const zip = new ZipPieces();
  for (const [name, text] of Object.entries(fixedParts)) zip.whole(name, text);
  zip.whole('xl/worksheets/about.xml', aboutSheet(message));
  yield* zip.take();
  zip.begin('xl/worksheets/data.xml');
  const columns = columnsOf(message);
  zip.add(sheetStart + sheetRow(headerOf(message, columns)));
  for await (const rows of message.pages()) {
    let text = '';
    for (const row of rows) text += sheetRow(rowOf(message, columns, row));
    zip.add(text);
    yield* zip.take();
  }
  zip.add(sheetEnd, true);
  zip.end();
  yield* zip.take();
}

function headerOf({ header }: DataMessage, columns: readonly TableColumn[]): readonly string[] {
  const { language } = header;
  return columns.flatMap(({ id, name, type }) => (type === 'code' ? [id, textIn(name, language)] : [id]));
}

function rowOf(
  message: DataMessage,
  columns: readonly TableColumn[],
  row: SelectedRow,
): readonly (string | number | null)[] {
  const { query, labels, header } = message;
  const dimensions = query.dataSet.manifest.dimensions.length;
  const cells = cellsOf(message, row);
  return columns.flatMap(({ id, type }, index) => {
    const cell = cells[index] ?? null;
    if (type !== 'code' || typeof cell !== 'string') return [cell];
    const name = index < dimensions ? labels.code(index, cell) : labels.attribute(id, cell);
    return [cell, textIn(name, header.language)];
  });
}

function aboutSheet({ query, header }: DataMessage): string {
  const { manifest, publishedAt } = query.dataSet;
  const { language } = header;
  const { measure, licence } = manifest;
  const rows: readonly (readonly string[])[] = [
    ['title', textIn(manifest.title, language)],
    ['description', textIn(manifest.description, language)],
    [measureId, textIn(measure.name, language)],
    ['unit', textIn(measure.unit.name, language)],
    ['source', manifest.source],
    ['agency', manifest.agency],
    ['licence', licence.name],
    ['licence URL', licence.url],
    ['released', publishedAt],
    ['regions', manifest.dimensions.find(isRegionDimension)?.id ?? ''],
    ['prepared', header.prepared],
  ];
  return sheetStart + rows.map(sheetRow).join('') + sheetEnd;
}

/** Collects what the compressor has finished, until it is taken. */
class ZipPieces {
  readonly #zip: Zip;
  #pieces: Uint8Array[] = [];
  #open: ZipDeflate | undefined;

  constructor() {
    this.#zip = new Zip((error, piece) => {
      if (error !== null) throw error;
      this.#pieces.push(piece);
    });
  }

  whole(name: string, text: string): void {
    this.begin(name);
    this.add(text, true);
  }

  begin(name: string): void {
    this.#open = new ZipDeflate(name, { level: 6 });
    this.#zip.add(this.#open);
  }

  add(text: string, isLast = false): void {
    this.#open?.push(strToU8(text), isLast);
  }

  end(): void {
    this.#zip.end();
  }

  take(): readonly Uint8Array[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }
}
