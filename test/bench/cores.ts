import { execFileSync, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Load and stubs share one core; the gateway under test has another for itself. */
export const loadCore = '0';
export const gatewayCore = '1';
export const allCores = `${loadCore},${gatewayCore}`;

/** Number of cores, read before this process is pinned to one. */
export const coreCount = availableParallelism();

/** Whether this machine can separate them. */
export const canPin = coreCount >= 2 && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Pins this process, with load and stubs, to its core. */
export function pinLoad(): void {
  keepOn(loadCore, [process.pid]);
}

/** Pins processes and their children to these cores; skips ended ones. */
export function keepOn(cores: string, pids: readonly number[]): void {
  if (!canPin) return;
  for (const pid of pids) spawnSync('taskset', ['-a', '-p', '-c', cores, String(pid)], { stdio: 'ignore' });
}

/** The command line that runs `command` on the gateway's core. */
export function onGatewayCore(command: readonly string[], cores = gatewayCore): readonly string[] {
  return canPin ? ['taskset', '-c', cores, ...command] : command;
}
