import { commandLine } from '@civic-graph/demo/database-server';

/** Two lines that identify this process: its id and, because ids are reused, its command line. */
export async function processMark(): Promise<string> {
  return `${process.pid}\n${await commandLine(process.pid)}\n`;
}

/** Returns the id of the process that left a mark; `null` if it has ended. */
export async function runningProcess(mark: string): Promise<number | null> {
  const [first, command] = mark.split('\n');
  const pid = Number(first);
  return pid > 0 && command !== undefined && (await commandLine(pid)) === command ? pid : null;
}
