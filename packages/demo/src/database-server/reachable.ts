import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Whether every account of the machine may pass through all folders of a path; `/root`, of mode 700, ends
 * such a path.
 */
export async function othersMayEnter(folder: string): Promise<boolean> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
    if (dirname(path) === path) return true;
  }
}

/**
 * Where root puts what the server's account must reach and cannot reach where it is. Not the system's
 * temporary folder: anybody could put a program there first, and parts of it are swept away after some days.
 */
export async function sharedFolder(): Promise<string> {
  const folder = '/var/lib/civic-graph';
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  return folder;
}
