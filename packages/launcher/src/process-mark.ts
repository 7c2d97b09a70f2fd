import { commandLine } from '@civic-graph/demo/database-server';

/** This process as others find it again: its number alone may be another's by then. Two lines. */
export async function processMark(): Promise<string> {
  return `${process.pid}\n${await commandLine(process.pid)}\n`;
}

/** The number of the process that left a mark; `null` where it has ended. */
export async function runningProcess(mark: string): Promise<number | null> {
  const [first, command] = mark.split('\n');
  const pid = Number(first);
  return pid > 0 && command !== undefined && (await commandLine(pid)) === command ? pid : null;
}
