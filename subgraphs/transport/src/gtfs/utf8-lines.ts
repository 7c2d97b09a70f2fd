import { isUtf8 } from 'node:buffer';
import { Transform, type TransformCallback } from 'node:stream';

/** Maximum line length; a file of one line would otherwise be buffered whole. */
const maxLineBytes = 1_000_000;

/** A line that is not UTF-8, or is too long. */
export class LineError extends Error {
  override readonly name = 'LineError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/**
 * Passes whole lines on, and stops at the first invalid UTF-8, which a decoder would silently replace. GTFS
 * requires UTF-8 ("File requirements").
 */
export function utf8Lines(): Transform {
  let pending: Buffer = Buffer.alloc(0);
  let lines = 0;
  const pass = (complete: Buffer, done: TransformCallback) => {
    if (!isUtf8(complete)) {
      done(new LineError(lines + firstBadLine(complete), 'is not UTF-8'));
      return;
    }
    lines += countLines(complete);
    done(null, complete);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const end = bytes.lastIndexOf(0x0a) + 1;
      pending = bytes.subarray(end);
      if (pending.length > maxLineBytes) done(new LineError(lines + 1, 'is longer than 1,000,000 bytes'));
      else pass(bytes.subarray(0, end), done);
    },
    flush(done) {
      pass(pending, done);
    },
  });
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}

/** 1-based number of the first line that is not UTF-8. */
function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end + 1;
  }
  return line;
}
