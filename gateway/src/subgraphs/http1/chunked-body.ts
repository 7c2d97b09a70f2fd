import type { BodyBuffer } from '../http/body-buffer.ts';
import { malformed } from './malformed.ts';
import { checkTrailers } from './response-head.ts';

/** Eight hexadecimal digits are 4 GB: far beyond any limit. */
const maxSizeDigits = 8;
/** Extensions are ignored (RFC 9112, section 7.1.1), and long ones refused. */
const maxExtensionBytes = 128;
const maxTrailerBytes = 4_096;

const [cr, lf, semicolon, tab, space] = [0x0d, 0x0a, 0x3b, 0x09, 0x20];

type Step = 'size' | 'extension' | 'sizeLf' | 'data' | 'dataCr' | 'dataLf' | 'trailers' | 'end';

/** Reads one chunked body (RFC 9112, section 7.1), however it is split in transit. */
export class ChunkedBody {
  readonly #body: BodyBuffer;
  #step: Step = 'size';
  #digits = 0;
  #left = 0;
  #extensionBytes = 0;
  #trailers = '';

  constructor(body: BodyBuffer) {
    this.#body = body;
  }

  get isWhole(): boolean {
    return this.#step === 'end';
  }

  /**
   * Reads from `at` to `end`, or to the end of the body.
   * @returns the position after it
   * @throws TransportError RESPONSE_MALFORMED; PublicError SUBGRAPH_RESPONSE_TOO_LARGE
   */
  read(bytes: Buffer, at: number, end: number): number {
    while (at < end && this.#step !== 'end') {
      if (this.#step === 'data') at = this.#readData(bytes, at, end);
      else if (this.#step === 'trailers') at = this.#readTrailers(bytes, at, end);
      else this.#readFraming(bytes[at++] ?? 0);
    }
    return at;
  }

  #readFraming(byte: number): void {
    switch (this.#step) {
      case 'size': {
        const digit = hexDigit(byte);
        if (digit >= 0) {
          if (++this.#digits > maxSizeDigits) throw malformed('a chunk size is too long');
          this.#left = this.#left * 16 + digit;
          return;
        }
        if (this.#digits === 0) throw malformed('a chunk has no size');
        if (byte === cr) this.#step = 'sizeLf';
        else if (byte === semicolon) this.#step = 'extension';
        else throw malformed('a chunk size is not a number');
        return;
      }
      case 'extension':
        if (byte === cr) this.#step = 'sizeLf';
        else if (!isText(byte) || ++this.#extensionBytes > maxExtensionBytes) {
          throw malformed('a chunk extension is too long, or no text');
        }
        return;
      case 'sizeLf':
        expect(byte, lf);
        this.#step = this.#left === 0 ? 'trailers' : 'data';
        return;
      case 'dataCr':
        expect(byte, cr);
        this.#step = 'dataLf';
        return;
      case 'dataLf':
        expect(byte, lf);
        this.#digits = 0;
        this.#extensionBytes = 0;
        this.#step = 'size';
    }
  }

  #readData(bytes: Buffer, at: number, end: number): number {
    const to = Math.min(end, at + this.#left);
    this.#body.append(bytes, at, to);
    this.#left -= to - at;
    if (this.#left === 0) this.#step = 'dataCr';
    return to;
  }

  #readTrailers(bytes: Buffer, at: number, end: number): number {
    const before = this.#trailers.length;
    const text = this.#trailers + bytes.toString('latin1', at, Math.min(end, at + maxTrailerBytes));
    const length = text.startsWith('\r\n') ? 2 : text.indexOf('\r\n\r\n') + 4;
    if (length >= 4 || text.startsWith('\r\n')) {
      checkTrailers(text.slice(0, length));
      this.#step = 'end';
      return at + length - before;
    }
    if (text.length > maxTrailerBytes) throw malformed('the trailers are too long');
    this.#trailers = text;
    return Math.min(end, at + maxTrailerBytes);
  }
}

function expect(byte: number, expected: number): void {
  if (byte !== expected) throw malformed('a chunk does not end where it should');
}

function isText(byte: number): boolean {
  return (byte >= space && byte !== 0x7f) || byte === tab;
}

/** Value of a hexadecimal digit; -1 for any other byte. */
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}
