import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isServer, postmasterPid } from './postmaster.ts';

const patience = { fast: 10_000, immediate: 5_000 };

/**
 * Stops a server that survived its killed parent on this data folder. Call it only if no other process uses
 * the folder.
 *
 * Removes a stale `postmaster.pid`, because PostgreSQL would refuse to start for any live process with that
 * id.
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
  // Fast shutdown, then immediate: the next start replays the log, and no committed data is lost.
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
