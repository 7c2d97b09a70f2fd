import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine } from './command-line.ts';

/** Returns the port of the server that runs on a cluster's folder, or null. */
export async function runningPort(folder: string): Promise<number | null> {
  const data = join(folder, 'data');
  const pid = await postmasterPid(data);
  if (pid === null || !(await isServer(pid, data))) return null;
  return wholeNumber((await pidFile(data))[3]);
}

/** Content of `postmaster.pid`, which may be stale. */
export async function postmasterPid(data: string): Promise<number | null> {
  return wholeNumber((await pidFile(data))[0]);
}

/** Whether a process is the server of this data folder, and not another program with its id. */
export async function isServer(pid: number, data: string): Promise<boolean> {
  const command = await commandLine(pid);
  return command?.includes('postgres') === true && command.includes(data);
}

/** Line 1 is the process id, line 4 the port (src/include/utils/pidfile.h of PostgreSQL). */
async function pidFile(data: string): Promise<string[]> {
  return (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
}

function wholeNumber(text = ''): number | null {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : null;
}
