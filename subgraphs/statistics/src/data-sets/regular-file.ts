import { stat } from 'node:fs/promises';

/** Maximum size of a file; 30 million rows seldom take more. */
export const maximumFileBytes = 8 * 1024 ** 3;
export const maximumManifestBytes = 16 * 1024 ** 2;

/** Returns why a file must not be read, or `null`: a pipe or device could block the service forever. */
export async function unreadable(file: string, maximumBytes: number): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  if (found === null) return `cannot be read: ${file}`;
  if (!found.isFile()) return `not a regular file: ${file}; name a file`;
  if (found.size > maximumBytes) {
    return `larger than ${maximumBytes} bytes: ${file}; split it`;
  }
  return null;
}
