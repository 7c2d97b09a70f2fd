import { rmSync } from 'node:fs';
import type { JournalFolder } from '@civic-graph/audit';

/** Disk that the journal takes at most, in segments. */
const maxSegments = 256;

/**
 * Removes the oldest segments that are too many: the one place where records leave this disk. What is not shipped yet stays.
 *
 * @param shipped number of the last entry that the identity service has
 * @returns whether there is room for one more
 */
export function removeShipped(folder: JournalFolder, shipped: number): boolean {
  const segments = folder.segments();
  for (const [at, { file }] of segments.slice(0, -maxSegments + 1).entries()) {
    // All of its entries are before the next segment's first.
    if ((segments[at + 1]?.first ?? Number.POSITIVE_INFINITY) - 1 > shipped) return false;
    rmSync(file);
  }
  return true;
}
