import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isServer, postmasterPid } from './postmaster.ts';

const patience = { fast: 10_000, immediate: 5_000 };

/**
 * Stops a server that still runs on this data folder, because whoever started it was killed together with
 * what watches over it. Call it only where nobody else can be using the folder.
 *
 * A `postmaster.pid` whose process is gone, or is another program by now, is removed: PostgreSQL itself takes
 * any live process of the same account for a server, and would refuse to start.
 *
 * @returns whether there was one
 */
export async function stopLeftoverServer(folder: string): Promise<boolean> {
  const pid = await postmasterPid(folder);
  if (pid === null) return false;
  if (!(await isServer(pid, folder))) {
    await rm(join(folder, 'postmaster.pid'), { force: true });
    return false;
  }
  // Fast shutdown, then immediate: the next start replays the log, nothing that was committed is lost.
  if (await stopWith('SIGINT', pid, folder, patience.fast)) return true;
  if (await stopWith('SIGQUIT', pid, folder, patience.immediate)) return true;
  throw new Error(`the database server with process number ${pid} does not stop`);
}

async function stopWith(
  signal: NodeJS.Signals,
  pid: number,
  folder: string,
  milliseconds: number,
): Promise<boolean> {
  process.kill(pid, signal);
  for (let waited = 0; waited < milliseconds; waited += 50) {
    await sleep(50);
    if (!(await isServer(pid, folder))) return true;
  }
  return false;
}
