import { isUtf8 } from 'node:buffer';
import { CsvRecord } from './csv-record.ts';

/** A longer record usually has a quote that is not closed, and would be kept in memory whole. */
const maxRecordBytes = 1_000_000;

const [tab, lineFeed, carriageReturn, space, quote, comma] = [9, 10, 13, 32, 34, 44];
const byteOrderMark = Buffer.from('\uFEFF');

/** Text that cannot be read as CSV. */
export class CsvSyntaxError extends Error {
  override readonly name = 'CsvSyntaxError';
  readonly code: 'invalid_character' | 'csv_parsing_failed';
  readonly line: number;

  constructor(code: CsvSyntaxError['code'], line: number, message: string) {
    super(message);
    this.code = code;
    this.line = line;
  }
}

/**
 * Finds the records of CSV (RFC 4180) in bytes that arrive in chunks. Like spreadsheets, it accepts
 * whitespace around quotes and records of different lengths. GTFS requires UTF-8, which a decoder would
 * silently repair.
 */
export class RecordScanner {
  readonly #visit: (record: CsvRecord) => void;
  readonly #skipsEmptyLines: boolean;
  readonly #record = new CsvRecord();
  /** What is not a whole record yet. */
  #pending: Buffer = Buffer.alloc(0);
  /** Bytes of the file before those that are scanned. */
  #bytesBefore = 0;
  #line = 1;
  /** The byte that ends a line; -1 before the first line. */
  #newline = -1;

  constructor(visit: (record: CsvRecord) => void, skipsEmptyLines: boolean) {
    this.#visit = visit;
    this.#skipsEmptyLines = skipsEmptyLines;
  }

  /** @throws CsvSyntaxError */
  push(chunk: Buffer): void {
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    if (this.#newline === -1) this.#newline = newlineOf(bytes);
    const end = this.#newline === -1 ? 0 : bytes.lastIndexOf(this.#newline) + 1;
    this.#pending = bytes.subarray(this.#scanUtf8(bytes, end));
    if (this.#pending.length > maxRecordBytes) {
      throw this.#error('a record is longer than 1,000,000 bytes; check for a quote that is not closed');
    }
  }

  /** @throws CsvSyntaxError */
  end(): void {
    const isFirst = this.#bytesBefore === 0 && this.#pending.indexOf(byteOrderMark) === 0;
    const start = isFirst ? byteOrderMark.length : 0;
    // Whitespace after the last line break is no record.
    if (skipWhitespace(this.#pending, start, this.#pending.length) === this.#pending.length) return;
    if (this.#newline === -1) this.#newline = lineFeed;
    const bytes = Buffer.concat([this.#pending, Buffer.of(this.#newline)]);
    if (this.#scanUtf8(bytes, bytes.length) < bytes.length) throw this.#error('a quote is not closed');
  }

  /**
   * Visits the records of `bytes` up to `end`, which is the end of a line.
   *
   * @returns where the first incomplete record begins
   */
  #scanUtf8(bytes: Buffer, end: number): number {
    if (isUtf8(bytes.subarray(0, end))) return this.#scan(bytes, end);
    const badLine = startOfBadLine(bytes, this.#newline);
    const scanned = this.#scan(bytes, badLine);
    const line = this.#line + countOf(bytes.subarray(scanned, badLine), this.#newline);
    throw new CsvSyntaxError('invalid_character', line, 'the line is not UTF-8');
  }

  #scan(bytes: Buffer, end: number): number {
    this.#record.bytes = bytes;
    let at = this.#bytesBefore === 0 && bytes.indexOf(byteOrderMark) === 0 ? byteOrderMark.length : 0;
    while (at < end) {
      const next = this.#scanRecord(bytes, at, end);
      if (next === -1) break;
      at = next;
    }
    this.#bytesBefore += at;
    return at;
  }

  /** @returns where the next record begins; -1 if this one is incomplete */
  #scanRecord(bytes: Buffer, begin: number, end: number): number {
    const record = this.#record;
    const newline = this.#newline;
    const line = this.#line;
    record.count = 0;
    record.hasEscapes = false;
    let isQuoted = false;
    for (let at = begin; ; at += 1) {
      const start = at;
      let byte = bytes[at];
      // The bytes end with a line, so that this loop ends too.
      while (byte !== comma && byte !== newline && byte !== quote) {
        at += 1;
        byte = bytes[at];
      }
      if (byte === quote) {
        if (skipWhitespace(bytes, start, at) !== at)
          throw this.#error(`field ${record.count + 1} has a quote inside but none around it`);
        isQuoted = true;
        at = this.#scanQuoted(bytes, at + 1, end);
        if (at === -1) {
          this.#line = line;
          return -1;
        }
        byte = bytes[at];
      } else {
        const first = skipWhitespace(bytes, start, at);
        record.add(first, trimmedEnd(bytes, first, at));
      }
      if (byte !== newline) continue;
      const isEmpty = !isQuoted && record.count === 1 && record.starts[0] === record.ends[0];
      record.line = this.#line;
      record.fileBytes = this.#bytesBefore + at + 1;
      if (!isEmpty || !this.#skipsEmptyLines) this.#visit(record);
      this.#line += 1;
      return at + 1;
    }
  }

  /** @returns the comma or line break after a quoted field; -1 if it is incomplete */
  #scanQuoted(bytes: Buffer, start: number, end: number): number {
    let at = start;
    for (; at < end; at += 1) {
      const byte = bytes[at];
      if (byte === this.#newline) this.#line += 1;
      if (byte !== quote) continue;
      if (bytes[at + 1] !== quote) break;
      this.#record.hasEscapes = true;
      at += 1;
    }
    if (at >= end) return -1;
    this.#record.add(start, at);
    for (at += 1; bytes[at] !== comma && bytes[at] !== this.#newline; at += 1) {
      if (!isWhitespace(bytes[at]))
        throw this.#error(`field ${this.#record.count} goes on after its closing quote`);
    }
    return at;
  }

  #error(problem: string): CsvSyntaxError {
    return new CsvSyntaxError('csv_parsing_failed', this.#line, `${problem} (RFC 4180)`);
  }
}

/** The byte that ends a line: old files have carriage returns alone. @returns -1 if it is not known yet */
function newlineOf(bytes: Buffer): number {
  const feed = bytes.indexOf(lineFeed);
  const first = bytes.indexOf(carriageReturn);
  if (feed === -1 && first === bytes.length - 1) return -1;
  return first !== -1 && (feed === -1 || feed > first + 1) ? carriageReturn : feed === -1 ? -1 : lineFeed;
}

function isWhitespace(byte: number | undefined): boolean {
  return byte === space || (byte !== undefined && byte >= tab && byte <= carriageReturn);
}

function skipWhitespace(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && isWhitespace(bytes[at])) at += 1;
  return at;
}

/** Where the whitespace at the end of a field begins. */
function trimmedEnd(bytes: Buffer, start: number, end: number): number {
  let at = end;
  while (at > start && isWhitespace(bytes[at - 1])) at -= 1;
  return at;
}

function countOf(bytes: Buffer, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}

function startOfBadLine(bytes: Buffer, newline: number): number {
  let start = 0;
  for (;;) {
    const next = bytes.indexOf(newline, start) + 1;
    if (next === 0 || !isUtf8(bytes.subarray(start, next))) return start;
    start = next;
  }
}
