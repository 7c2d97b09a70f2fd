import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of /proc/PID/stat; 100 per second on every Linux that Node supports. */
const msPerTick = 10;

/** Milliseconds of CPU time, user and system, of a process and its descendants. */
export function cpuMsOf(pid: number): number {
  // User and system time are the 12th and 13th field after the name; those of ended children are the next
  // two.
  return familyOf(pid).reduce((sum, member) => sum + msOf(member, [11, 12, 13, 14]), 0);
}

/** The same for the process alone. */
export function cpuMsOfOne(pid: number): number {
  return msOf(pid, [11, 12]);
}

/** Includes ended child processes, because database connections come and go. */
export function cpuMsWithEnded(pid: number): number {
  return msOf(pid, [11, 12, 13, 14]);
}

function msOf(pid: number, places: readonly number[]): number {
  const fields = statOf(pid);
  return fields === null ? 0 : places.reduce((sum, at) => sum + Number(fields[at]), 0) * msPerTick;
}

/** The command line of a process. */
export function programOf(pid: number): string {
  return (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ');
}

/** Memory in use, in MB, of a process and its descendants. */
export function rssMbOf(pid: number): number {
  return familyOf(pid).reduce((sum, member) => sum + rssMbOfOne(member), 0);
}

/** Memory in use, in MB, of a process alone. */
export function rssMbOfOne(pid: number): number {
  const [, kilobytes = 0] = /VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`) ?? '') ?? [];
  return Number(kilobytes) / 1024;
}

/** A process and its descendants. */
export function familyOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(Number(name));
    if (fields !== null) parents.set(Number(name), Number(fields[1]));
  }
  const family = [pid];
  // Children are appended while the list is walked.
  for (const member of family) {
    for (const [child, parent] of parents) if (parent === member) family.push(child);
  }
  return family;
}

/** The fields after the name, which is in parentheses and may contain spaces. */
function statOf(pid: number): string[] | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** `null` if the process has ended meanwhile. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
