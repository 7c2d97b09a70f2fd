import { headers, type MsgHdrs } from '@nats-io/transport-node';

/*
 * A message has the bytes of one file from an offset to its end. The next message therefore overwrites an
 * unacknowledged one, whether that was stored or not.
 */

const fileHeader = 'Civic-File';
const offsetHeader = 'Civic-Offset';
/** File names that a journal's folder may contain; nothing else is written to a disk. */
const fileFormat = /^[\w-][\w.-]{0,199}$/;

/** Less than the servers' usual limit of 1 MB. */
export const maxMessageBytes = 500_000;

export function fileHeaders(file: string, offset: number): MsgHdrs {
  const written = headers();
  written.set(fileHeader, file);
  written.set(offsetHeader, String(offset));
  return written;
}

export interface FilePosition {
  readonly file: string;
  readonly offset: number;
}

/** @throws Error if no gateway wrote the message */
export function readFileHeaders(read: MsgHdrs | undefined): FilePosition {
  const file = read?.get(fileHeader) ?? '';
  const offset = Number(read?.get(offsetHeader) || Number.NaN);
  if (!fileFormat.test(file) || !Number.isSafeInteger(offset) || offset < 0) {
    throw new Error('the stream has a message that no gateway wrote');
  }
  return { file, offset };
}
