import { write, writeSync } from 'node:fs';

/** Where a logger writes its lines. */
export interface LogDestination {
  write(line: string): void;
  /** Writes what waits, as far as that goes at once. */
  flushSync(): void;
}

const maxWaitingCharacters = 16_000_000;
const busyMs = 100;
/** Time (in milliseconds) that a write under way has at exit, before what came after it is written. */
const inFlightMs = 50;

/**
 * Writes log lines to a file descriptor, and drops them while that cannot be written. pino's own destination
 * ends the process then, and waits for the disk for ever while it ends.
 *
 * @param fd Default is 1, standard output.
 */
export function logDestination(fd = 1): LogDestination {
  let waiting = '';
  let writing = Buffer.alloc(0);
  let isScheduled = false;
  let isInFlight = false;
  process.once('exit', flushSync);
  return {
    write(line) {
      if (waiting.length > maxWaitingCharacters) return;
      waiting += line;
      // What ends the process in this turn is then written in one piece, in order.
      if (writing.length > 0 || isScheduled) return;
      isScheduled = true;
      setImmediate(writeNext);
    },
    flushSync,
  };

  function writeNext(): void {
    isScheduled = false;
    if (writing.length === 0) [writing, waiting] = [Buffer.from(waiting), ''];
    if (writing.length === 0) return;
    isInFlight = true;
    write(fd, writing, written);
  }

  function written(error: NodeJS.ErrnoException | null, bytes: number): void {
    isInFlight = false;
    // A pipe whose reader is slow; all else loses the lines.
    if (error?.code === 'EAGAIN') {
      setTimeout(writeNext, busyMs).unref();
      return;
    }
    writing = error === null ? writing.subarray(bytes) : Buffer.alloc(0);
    writeNext();
  }

  function flushSync(): void {
    // A thread of the pool has it and cannot be asked; a write beside it could come first.
    if (isInFlight && waiting !== '')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, inFlightMs);
    try {
      // Lines that a slow pipe refused come before those that waited for them.
      const refused = isInFlight ? Buffer.alloc(0) : writing;
      const rest = Buffer.concat([refused, Buffer.from(waiting)]);
      if (rest.length > 0) writeSync(fd, rest);
    } catch {
      // Nobody can be told.
    }
    waiting = '';
    if (!isInFlight) writing = Buffer.alloc(0);
  }
}
