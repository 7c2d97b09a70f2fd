import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Disk, localDisk } from '../files/disk.ts';
import { replaceFile } from '../files/durable-files.ts';
import { claimFile } from '../files/journal-folder.ts';

/** Two processes on one journal would fork its chain. */
export class JournalInUse extends Error {
  override readonly name = 'JournalInUse';
}

const claimed = new Set<string>();

/**
 * Claims a folder for this process. A dead process's claim is recognized by its start time, because its id
 * may be reused.
 * @returns releases the claim; it never rejects, because a remaining claim is recognized as dead
 * @throws JournalInUse
 */
export async function claimFolder(path: string, disk: Disk = localDisk): Promise<() => Promise<void>> {
  const file = join(path, claimFile);
  const [pid = '', since = ''] = read(file).split(' ');
  const isMine = Number(pid) === process.pid;
  const isInUse = !isMine && pid !== '' && isAlive(Number(pid)) && startOf(pid) === since;
  if (claimed.has(path) || isInUse) {
    throw new JournalInUse(
      `process ${pid} writes the journal ${path}; give each gateway a DATA_DIR or a PORT of its own`,
    );
  }
  // Before the first await, because this process may claim it twice at once.
  claimed.add(path);
  try {
    await disk.makeFolder(path);
    await replaceFile(disk, file, `${process.pid} ${startOf(String(process.pid))}`);
  } catch (error) {
    claimed.delete(path);
    throw error;
  }
  return async () => {
    await disk.remove(file).catch(() => undefined);
    claimed.delete(path);
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Field 22 of /proc/PID/stat; empty on systems without it, where the process id alone decides. */
function startOf(pid: string): string {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
