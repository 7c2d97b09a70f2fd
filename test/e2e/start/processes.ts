import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Ids of other processes whose command line or environment contains a text. */
export async function processesThatMention(text: string): Promise<number[]> {
  const found = process.platform === 'linux' ? await inProc(text) : await inPs(text);
  return found.filter((pid) => pid !== process.pid);
}

/** Kills all of them, so that none can clean up. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile, because its parent was killed first.
    }
  }
}

async function inProc(text: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const mentions = await Promise.all(
    pids.map(async (pid) => {
      const files = ['cmdline', 'environ'].map((file) =>
        readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => ''),
      );
      return (await Promise.all(files)).some((content) => content.includes(text));
    }),
  );
  return pids.filter((_pid, index) => mentions[index]);
}

async function inPs(text: string): Promise<number[]> {
  const { stdout } = await run('ps', ['axeww', '-o', 'pid=,command='], { maxBuffer: 64 * 1024 * 1024 });
  return stdout
    .split('\n')
    .filter((line) => line.includes(text) && !line.includes('ps axeww'))
    .map((line) => Number.parseInt(line, 10));
}
