import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCluster } from './cluster.ts';
import { commandLine } from './command-line.ts';

describe('a cluster', { timeout: 60_000 }, () => {
  let parent: string;
  const options = () => ({ folder: join(parent, 'cluster'), password: 'secret', durable: false });
  const serverPid = async () =>
    Number((await readFile(join(parent, 'cluster', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  const isRunning = async (pid: number) => (await commandLine(pid))?.includes(parent) === true;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'civic-graph-cluster-'));
    await chmod(parent, 0o711);
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('is created once, and found again', async () => {
    const first = await startCluster(options());
    const pid = await serverPid();
    expect(await isRunning(pid)).toBe(true);
    await first.stop();
    expect(await isRunning(pid)).toBe(false);
    const second = await startCluster(options());
    await second.stop();
    expect([first.isNew, second.isNew]).toEqual([true, false]);
  });

  it('reports that its server has ended', async () => {
    const cluster = await startCluster(options());
    process.kill(await serverPid(), 'SIGQUIT');
    await cluster.exited;
    await cluster.stop();
  });

  it('has a server that ends with its parent process, even after a kill', async () => {
    const pid = await startElsewhere(options());
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it('can be opened again after its server was killed, too', async () => {
    const cluster = await startCluster(options());
    process.kill(await serverPid(), 'SIGKILL');
    await cluster.exited;
    const again = await startCluster(options());
    expect(again.isNew).toBe(false);
    await again.stop();
  });
});

/** Starts a cluster in a process that is then killed. @returns the server's process id */
async function startElsewhere(options: Parameters<typeof startCluster>[0]): Promise<number> {
  const cluster = fileURLToPath(new URL('cluster.ts', import.meta.url));
  const pidFile = join(options.folder, 'data', 'postmaster.pid');
  // Printed by the process, because the server's file may be gone already.
  const code = `
    const { readFileSync, writeSync } = await import('node:fs');
    const { startCluster } = await import(${JSON.stringify(cluster)});
    await startCluster(${JSON.stringify(options)});
    writeSync(1, readFileSync(${JSON.stringify(pidFile)}, 'utf8').split('\\n')[0]);
    process.kill(process.pid, 'SIGKILL');`;
  const flags = ['--conditions=source', '--import', 'tsx', '--input-type=module', '--eval', code];
  const pid = await new Promise<string>((resolve) =>
    execFile(process.execPath, flags, (_error, stdout) => resolve(stdout)),
  );
  expect(pid).toMatch(/^\d+$/);
  return Number(pid);
}
