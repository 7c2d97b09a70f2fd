import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Resident memory in bytes, from `proc_pid_status(5)`; 0 on systems without that file, so that only time is
 * bounded.
 */
export function residentBytes({ pid }: ChildProcess): number {
  try {
    const [, kilobytes] = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

/** User and system time in milliseconds, from `proc_pid_stat(5)`; null on systems without that file. */
export function processorMs({ pid }: ChildProcess): number | null {
  try {
    // Its second field is a name in parentheses that may contain anything.
    const [, fields] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const [user, system] = fields?.split(' ').slice(11, 13).map(Number) ?? [];
    return user === undefined || system === undefined ? null : (user + system) * 10;
  } catch {
    return null;
  }
}
