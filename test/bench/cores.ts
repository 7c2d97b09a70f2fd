import { execFileSync, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Load and stubs on one core, the gateway under test alone on another: neither takes time from the other. */
export const loadCore = '0';
export const gatewayCore = '1';
export const allCores = `${loadCore},${gatewayCore}`;

/** Number of cores, read before this process is pinned to one. */
export const coreCount = availableParallelism();

/** Whether this machine can keep them apart. */
export const canPin = coreCount >= 2 && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Keeps this process, which makes the load and plays the subgraphs, on its core. */
export function pinLoad(): void {
  keepOn(loadCore, [process.pid]);
}

/**
 * Keeps processes that run on these cores, and what they start. One that has ended meanwhile is passed over.
 */
export function keepOn(cores: string, pids: readonly number[]): void {
  if (!canPin) return;
  for (const pid of pids) spawnSync('taskset', ['-a', '-p', '-c', cores, String(pid)], { stdio: 'ignore' });
}

/** The command line that runs `command` on the core of the gateway. */
export function onGatewayCore(command: readonly string[], cores = gatewayCore): readonly string[] {
  return canPin ? ['taskset', '-c', cores, ...command] : command;
}
