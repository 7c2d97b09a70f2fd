import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Link } from '../format/chain.ts';

const lineEnd = 0x0a;
/** More than the start of a line needs; a longer line takes more chunks. */
const chunkBytes = 64_000;

/**
 * The link in the last whole line of a segment, ignoring a partial line after it.
 * @returns null if the segment has no line
 */
export function lastLink(path: string): Link | null {
  const file = openSync(path, 'r');
  try {
    let text = Buffer.alloc(0);
    for (let start = fstatSync(file).size; start > 0; ) {
      const length = Math.min(chunkBytes, start);
      start -= length;
      const chunk = Buffer.alloc(length);
      readSync(file, chunk, 0, length, start);
      text = Buffer.concat([chunk, text]);
      const end = text.lastIndexOf(lineEnd);
      const before = end <= 0 ? -1 : text.lastIndexOf(lineEnd, end - 1);
      if (end === -1 || (before === -1 && start > 0)) continue;
      const [count, head] = text.toString('utf8', before + 1, end).split(' ', 2);
      return head === undefined ? null : { count: Number(count), head };
    }
    return null;
  } finally {
    closeSync(file);
  }
}
