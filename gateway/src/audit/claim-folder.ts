import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two processes on one journal would fork its chain. */
export class JournalInUse extends Error {
  override readonly name = 'JournalInUse';
}

const claimed = new Set<string>();

/**
 * Claims a folder for this process. A claim that a killed process has left is told from a live one by when the process
 * began, since its number may be another's by now.
 *
 * @returns what gives the claim up
 * @throws JournalInUse
 */
export function claimFolder(path: string): () => void {
  const file = join(path, 'in-use');
  const [pid = '', since = ''] = read(file).split(' ');
  const isMine = Number(pid) === process.pid;
  if (isMine ? claimed.has(path) : pid !== '' && isAlive(Number(pid)) && startOf(pid) === since) {
    throw new JournalInUse(
      `process ${pid} writes the journal ${path}; give each gateway a DATA_DIR or a PORT of its own`,
    );
  }
  writeFileSync(file, `${process.pid} ${startOf(String(process.pid))}`, { mode: 0o600 });
  claimed.add(path);
  return () => {
    claimed.delete(path);
    rmSync(file, { force: true });
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

/** Field 22 of /proc/PID/stat; nothing on systems that have none, where the number alone decides. */
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
