import type { Disk, DiskFile } from './disk.ts';

/** Ends the name of a file that replaces another one when it is complete. */
export const unfinishedSuffix = '.new';

/** Replaces a file atomically: after a failure the old content remains. */
export async function replaceFile(disk: Disk, path: string, text: string): Promise<void> {
  const unfinished = `${path}${unfinishedSuffix}`;
  // An earlier attempt may have left a partial file.
  await disk.remove(unfinished);
  const file = await disk.open(unfinished);
  try {
    await file.append(Buffer.from(text));
  } finally {
    await file.close().catch(() => undefined);
  }
  await disk.rename(unfinished, path);
}

/** Appends a line. Removes a torn line first, because the new one would continue it. */
export async function appendLine(disk: Disk, path: string, line: string): Promise<void> {
  const file = await disk.open(path);
  try {
    const { wholeBytes, tornBytes } = await file.measure();
    const removed = tornBytes > 0 && (await isCutTo(file, wholeBytes));
    // An append-only medium keeps the torn line; a line end separates it from the new one.
    const start = tornBytes > 0 && !removed ? '\n' : '';
    try {
      await file.append(Buffer.from(`${start}${line}\n`));
    } catch (error) {
      await isCutTo(file, wholeBytes);
      throw error;
    }
  } finally {
    await file.close().catch(() => undefined);
  }
}

async function isCutTo(file: DiskFile, bytes: number): Promise<boolean> {
  try {
    await file.truncate(bytes);
    return true;
  } catch {
    return false;
  }
}
