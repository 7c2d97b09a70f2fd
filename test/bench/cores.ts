import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Load and stubs on one core, the gateway under test alone on another: neither takes time from the other. */
const loadCore = '0';
const gatewayCore = '1';

/** How many there are; asked before this process is kept on one of them. */
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
  if (canPin) execFileSync('taskset', ['-a', '-p', '-c', loadCore, String(process.pid)], { stdio: 'ignore' });
}

/** The command line that runs `command` on the core of the gateway. */
export function onGatewayCore(command: readonly string[], cores = gatewayCore): readonly string[] {
  return canPin ? ['taskset', '-c', cores, ...command] : command;
}
