import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Whether every account may enter all folders of a path; `/root`, of mode 700, prevents it. */
export async function othersMayEnter(folder: string): Promise<boolean> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
    if (dirname(path) === path) return true;
  }
}

/**
 * Folder in which root places files for the server's account. Not the temporary folder: other accounts could
 * plant programs there.
 */
export async function sharedFolder(): Promise<string> {
  const folder = '/var/lib/civic-graph';
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  return folder;
}
