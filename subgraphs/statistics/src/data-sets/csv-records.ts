/** A longer record is an unclosed quote. */
const longestRecord = 1024 * 1024;

const comma = 44;
const carriageReturn = 13;

/** The text is not CSV; the message names the problem. */
export class CsvSyntaxError extends Error {
  override readonly name = 'CsvSyntaxError';
  readonly line: number;

  constructor(line: number, problem: string) {
    super(`not CSV (RFC 4180): ${problem}`);
    this.line = line;
  }
}

interface CsvRecord {
  readonly fields: readonly string[];
  /** Start of the next record. */
  readonly next: number;
}

/**
 * Splits CSV text (RFC 4180) that arrives in chunks into records. A record without quotes is split at its
 * commas, without looking for quotes.
 */
export class CsvRecords {
  readonly #onRecord: (fields: readonly string[], line: number) => void;
  #rest = '';
  #line = 1;

  /** @param onRecord receives the record's last line number; empty lines are skipped */
  constructor(onRecord: (fields: readonly string[], line: number) => void) {
    this.#onRecord = onRecord;
  }

  /** @throws CsvSyntaxError */
  push(piece: string): void {
    this.#rest = this.#read(this.#rest + piece);
    if (this.#rest.length > longestRecord) {
      throw new CsvSyntaxError(
        this.#line,
        `a record has more than ${longestRecord} characters; check for an unclosed quote`,
      );
    }
  }

  /** @throws CsvSyntaxError */
  end(): void {
    if (this.#rest !== '') this.#rest = this.#read(`${this.#rest}\n`);
    if (this.#rest !== '') throw new CsvSyntaxError(this.#line, 'a quote is not closed');
  }

  #read(text: string): string {
    let start = 0;
    let quote = text.indexOf('"');
    for (;;) {
      const end = text.indexOf('\n', start);
      if (end < 0) return text.slice(start);
      if (quote >= 0 && quote < start) quote = text.indexOf('"', start);
      if (quote < 0 || quote > end) {
        const last = text.charCodeAt(end - 1) === carriageReturn && end > start ? end - 1 : end;
        if (last > start) this.#onRecord(fieldsBetween(text, start, last), this.#line);
        this.#line += 1;
        start = end + 1;
        continue;
      }
      const record = this.#quoted(text, start);
      if (record === undefined) return text.slice(start);
      this.#line += linesIn(text, start, record.next);
      this.#onRecord(record.fields, this.#line - 1);
      start = record.next;
    }
  }

  /** `undefined` if the record continues beyond the text. */
  #quoted(text: string, start: number): CsvRecord | undefined {
    const fields: string[] = [];
    let position = start;
    // Looked for again only once it has been passed: a record may have half a million fields.
    let lineEnd = text.indexOf('\n', start);
    for (;;) {
      if (text[position] === '"') {
        const close = closingQuote(text, position + 1);
        if (close + 1 >= text.length) return undefined;
        fields.push(text.slice(position + 1, close).replaceAll('""', '"'));
        position = close + 1;
      } else {
        if (lineEnd >= 0 && lineEnd < position) lineEnd = text.indexOf('\n', position);
        const end = fieldEnd(text, position, lineEnd);
        if (end === text.length) return undefined;
        const field = text.slice(position, end);
        if (field.includes('"'))
          throw new CsvSyntaxError(this.#line, 'a quote inside a field without quotes');
        fields.push(text[end] === '\n' ? withoutReturn(field) : field);
        position = text[end] === '\n' && field.endsWith('\r') ? end - 1 : end;
      }
      if (text[position] === ',') position += 1;
      else if (text[position] === '\n') return { fields, next: position + 1 };
      else if (text.startsWith('\r\n', position)) return { fields, next: position + 2 };
      else if (text[position] === '\r' && position + 1 >= text.length) return undefined;
      else throw new CsvSyntaxError(this.#line, 'characters after a closing quote');
    }
  }
}

/** The fields of a record without quotes. `split` on a copy of the record takes twice as long. */
function fieldsBetween(text: string, start: number, end: number): string[] {
  const fields: string[] = [];
  let from = start;
  for (let at = start; at < end; at += 1) {
    if (text.charCodeAt(at) !== comma) continue;
    fields.push(text.slice(from, at));
    from = at + 1;
  }
  fields.push(text.slice(from, end));
  return fields;
}

/** Position of the closing quote; the length of the text if there is none. */
function closingQuote(text: string, from: number): number {
  let position = from;
  for (;;) {
    const quote = text.indexOf('"', position);
    if (quote < 0) return text.length;
    if (text[quote + 1] !== '"') return quote;
    position = quote + 2;
  }
}

/** End of an unquoted field; the length of the text if it continues. @param end of its line, or -1 */
function fieldEnd(text: string, from: number, end: number): number {
  const comma = text.indexOf(',', from);
  if (comma < 0 || end < 0) return comma < 0 && end < 0 ? text.length : Math.max(comma, end);
  return Math.min(comma, end);
}

function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
