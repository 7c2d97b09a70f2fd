/**
 * One record of a CSV file: the places of its fields among the bytes read, without strings for those that
 * nobody asks for. One object is reused for all records of a file.
 */
export class CsvRecord {
  bytes: Buffer = Buffer.alloc(0);
  /** Number of fields. */
  count = 0;
  /** Field n is `bytes[starts[n]]` to `bytes[ends[n]]`, exclusive, without its quotes. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Whether a field has a quote inside, written as two. */
  hasEscapes = false;
  /** Line on which the record ends. */
  line = 0;
  /** Bytes of the file up to the end of the record. */
  fileBytes = 0;

  add(start: number, end: number): void {
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count += 1;
  }

  /** A field; empty if the record is shorter. */
  text(index: number): string {
    const start = index < this.count ? (this.starts[index] ?? 0) : 0;
    const end = index < this.count ? (this.ends[index] ?? 0) : 0;
    if (start === end) return '';
    const text = this.bytes.toString('utf8', start, end);
    return this.hasEscapes ? text.replaceAll('""', '"') : text;
  }

  texts(): string[] {
    return Array.from({ length: this.count }, (_, index) => this.text(index));
  }
}
