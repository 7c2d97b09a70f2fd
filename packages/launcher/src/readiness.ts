import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchError } from './launch-error.ts';
import type { ServiceProcess } from './service-process.ts';

const pause = 150;
const answerMilliseconds = 2_000;

/**
 * Polls `/readyz` until it answers 200. Without a deadline, because a large feed loads for minutes and the
 * user sees the progress.
 *
 * @throws LaunchError with the service's last log lines if it ends instead
 */
export async function untilReady(running: ServiceProcess, signal: AbortSignal): Promise<void> {
  while (!(await isReady(running.service.url))) {
    signal.throwIfAborted();
    if (running.hasExited()) throw new LaunchError(await lastWords(running, 'does not start'));
    await sleep(pause, undefined, { signal });
  }
}

/** Returns the service's only log line, or how it ended and its last lines. */
export async function lastWords(running: ServiceProcess, what: string): Promise<string> {
  const ending = await running.exited;
  const lines = running.lastLines();
  const { name } = running.service;
  if (lines.length === 1) return `${name} ${what}: ${lines[0]}`;
  return [`${name} ${what}: it ended ${ending}${lines.length > 0 ? ', its last lines:' : ''}`, ...lines].join(
    '\n  ',
  );
}

async function isReady(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(answerMilliseconds);
    const answer = await fetch(`${url}/readyz`, { redirect: 'error', signal });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
