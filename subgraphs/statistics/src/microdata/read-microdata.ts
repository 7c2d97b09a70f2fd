import { createReadStream } from 'node:fs';
import { CsvRecords, CsvSyntaxError } from '../data-sets/csv-records.ts';
import { Problems } from '../data-sets/problem.ts';
import type { MicrodataManifest } from './microdata-manifest.ts';
import { recordKey } from './microdata-store.ts';

const maximumRecords = 10_000_000;
const rowsAtOnce = 100_000;

export interface MicrodataRead {
  readonly problems: Problems;
  readonly records: number;
}

/**
 * Reads unit records, checks their codes, and passes on lines for the engine.
 *
 * @param write lines in the order of load, variables, record key
 */
export async function readMicrodata(
  file: string,
  manifest: MicrodataManifest,
  load: string,
  disclosureKey: Uint8Array,
  write: (text: string) => Promise<void>,
): Promise<MicrodataRead> {
  const problems = new Problems(file);
  const reader = new RecordReader(manifest, load, disclosureKey, problems);
  const records = new CsvRecords((fields, line) => reader.read(fields, line));
  const decoder = new TextDecoder(manifest.encoding, { fatal: true });
  try {
    for await (const piece of createReadStream(file, { highWaterMark: 256 * 1024 })) {
      records.push(decoder.decode(piece, { stream: true }));
      if (reader.count > maximumRecords) {
        problems.add(null, null, `more than ${maximumRecords} records; split them by period`);
        break;
      }
      if (problems.none && reader.waiting >= rowsAtOnce) await write(reader.take());
    }
    records.push(decoder.decode());
    records.end();
  } catch (error) {
    if (error instanceof CsvSyntaxError) problems.add(error.line, null, error.message);
    else if (
      error instanceof TypeError &&
      'code' in error &&
      error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
    )
      problems.add(null, null, `not ${manifest.encoding}; correct "encoding"`);
    else throw error;
  }
  if (problems.none && reader.count === 0) problems.add(null, null, 'no records; write one per line');
  if (problems.none && reader.waiting > 0) await write(reader.take());
  return { problems, records: reader.count };
}

class RecordReader {
  count = 0;
  waiting = 0;
  #text = '';
  #columns: readonly number[] | undefined;
  #recordColumn = -1;
  readonly #positions: readonly ReadonlyMap<string, number>[];
  readonly #manifest: MicrodataManifest;
  readonly #load: string;
  readonly #key: Uint8Array;
  readonly #problems: Problems;

  constructor(manifest: MicrodataManifest, load: string, key: Uint8Array, problems: Problems) {
    this.#manifest = manifest;
    this.#load = load;
    this.#key = key;
    this.#problems = problems;
    this.#positions = manifest.variables.map(
      ({ codelist }) => new Map(codelist.codes.map(({ code }, position) => [code, position])),
    );
  }

  read(fields: readonly string[], line: number): void {
    if (this.#columns === undefined) {
      this.#readHeader(fields.map((field) => field.replace(/^\ufeff/, '').trim()));
      return;
    }
    this.count += 1;
    const record = fields[this.#recordColumn]?.trim() ?? '';
    if (record === '') this.#problems.add(line, this.#manifest.record.column, 'a record has no id; add one');
    const positions = this.#columns.map((column, index) => {
      const position = this.#positions[index]?.get(fields[column]?.trim() ?? '');
      if (position === undefined) {
        // Not the value itself: a record must not reach the log.
        this.#problems.add(
          line,
          this.#manifest.variables[index]?.column ?? null,
          'unknown code; add it to the codelist',
        );
      }
      return position ?? 0;
    });
    if (!this.#problems.none) return;
    this.#text += `${this.#load}\t${positions.join('\t')}\t${recordKey(this.#key, this.#manifest.id, record)}\n`;
    this.waiting += 1;
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    this.waiting = 0;
    return text;
  }

  #readHeader(header: readonly string[]): void {
    const { variables, record } = this.#manifest;
    const columnOf = (name: string) => {
      const column = header.indexOf(name);
      if (column < 0) this.#problems.add(1, name, `no such column; the file has ${header.join(', ')}`);
      return column;
    };
    this.#recordColumn = columnOf(record.column);
    this.#columns = variables.map(({ column }) => columnOf(column));
  }
}
