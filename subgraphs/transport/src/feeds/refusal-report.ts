import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { LoadReport } from '../gtfs/load-report.ts';
import { reportText } from '../gtfs/report-text.ts';

/**
 * Writes the report of a refused feed, replacing the previous one.
 *
 * @returns its path, or `null` if it could not be written: the refusal must still be reported
 */
export async function writeRefusalReport(
  directory: string,
  feedId: string,
  report: LoadReport,
): Promise<string | null> {
  const path = pathOf(directory, feedId);
  try {
    await mkdir(resolve(directory), { recursive: true });
    await writeFile(path, reportText(report));
    return path;
  } catch {
    return null;
  }
}

/** Removes the report of a feed whose newest version is served. */
export async function removeRefusalReport(directory: string, feedId: string): Promise<void> {
  await rm(pathOf(directory, feedId), { force: true }).catch(() => {});
}

function pathOf(directory: string, feedId: string): string {
  return join(resolve(directory), `feed-report-${feedId}.txt`);
}
