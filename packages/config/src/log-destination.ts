import { write, writeSync } from 'node:fs';

/** Where a logger writes its lines. */
export interface LogDestination {
  write(line: string): void;
  /** Writes what waits, as far as that goes at once. */
  flushSync(): void;
}

const maxWaitingCharacters = 16_000_000;
const busyMs = 100;

/**
 * Writes log lines to a file descriptor, and drops them while that cannot be written. pino's own destination ends the
 * process then, and waits for the disk for ever while it ends.
 *
 * @param fd Default is 1, standard output.
 */
export function logDestination(fd = 1): LogDestination {
  let waiting = '';
  let writing = Buffer.alloc(0);
  process.once('exit', flushSync);
  return {
    write(line) {
      if (waiting.length > maxWaitingCharacters) return;
      waiting += line;
      if (writing.length === 0) writeNext();
    },
    flushSync,
  };

  function writeNext(): void {
    if (writing.length === 0) [writing, waiting] = [Buffer.from(waiting), ''];
    if (writing.length > 0) write(fd, writing, written);
  }

  function written(error: NodeJS.ErrnoException | null, bytes: number): void {
    // A pipe whose reader is slow; all else loses the lines.
    if (error?.code === 'EAGAIN') {
      setTimeout(writeNext, busyMs).unref();
      return;
    }
    writing = error === null ? writing.subarray(bytes) : Buffer.alloc(0);
    writeNext();
  }

  function flushSync(): void {
    try {
      if (waiting !== '') writeSync(fd, waiting);
    } catch {
      // Nobody can be told.
    }
    waiting = '';
  }
}
