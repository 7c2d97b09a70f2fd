import { write, writeSync } from 'node:fs';

/** Destination of a logger's lines. */
export interface LogDestination {
  write(line: string): void;
  /** Writes pending lines synchronously, as far as possible. */
  flushSync(): void;
}

const maxWaitingCharacters = 16_000_000;
const busyMs = 100;
/** Maximum wait (in milliseconds) at exit for a write in progress, before pending lines are written. */
const inFlightMs = 50;

const flushes: (() => void)[] = [];

/** One listener for all destinations, because Node warns of more than ten. */
function flushAtExit(flush: () => void): void {
  if (flushes.push(flush) > 1) return;
  process.once('exit', () => {
    for (const each of flushes) each();
  });
}

/**
 * Writes log lines to a file descriptor, and drops them while it is not writable. pino's own destination
 * would end the process instead, or wait for the disk forever at exit.
 *
 * @param fd file descriptor. Default is 1, standard output.
 */
export function logDestination(fd = 1): LogDestination {
  let waiting = '';
  let writing = Buffer.alloc(0);
  let isScheduled = false;
  let isInFlight = false;
  flushAtExit(flushSync);
  return {
    write(line) {
      if (waiting.length > maxWaitingCharacters) return;
      waiting += line;
      // Batched until the next iteration: if the process ends before, all lines are written at once, in
      // order.
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
    // A slow pipe reader: retry. After any other error the lines are lost.
    if (error?.code === 'EAGAIN') {
      setTimeout(writeNext, busyMs).unref();
      return;
    }
    writing = error === null ? writing.subarray(bytes) : Buffer.alloc(0);
    writeNext();
  }

  function flushSync(): void {
    // The write in progress cannot be queried, and a concurrent write could overtake it.
    if (isInFlight && waiting !== '')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, inFlightMs);
    try {
      // Lines that a slow pipe refused come before the pending ones.
      const refused = isInFlight ? Buffer.alloc(0) : writing;
      const rest = Buffer.concat([refused, Buffer.from(waiting)]);
      if (rest.length > 0) writeSync(fd, rest);
    } catch {
      // Nothing is left to which it could be reported.
    }
    waiting = '';
    if (!isInFlight) writing = Buffer.alloc(0);
  }
}
