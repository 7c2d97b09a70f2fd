import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoEnvironment, npmStart, start } from './demo-process.ts';
import { killAll, processesThatMention } from './processes.ts';

const run = promisify(execFile);

describe('npm start', { timeout: 120_000 }, () => {
  let env: Record<string, string>;

  beforeAll(async () => {
    env = await demoEnvironment();
  });
  afterAll(async () => {
    killAll(await processesThatMention(env.DATA_DIR!));
    await rm(dirname(env.DATA_DIR!), { recursive: true, force: true });
  });

  it('becomes ready, prints a query that works unchanged, and leaves nothing behind on Ctrl-C', async () => {
    const demo = npmStart({ ...env, CITY_PORTAL: 'on' });
    await demo.until('Ctrl-C stops everything');
    const portal = `http://127.0.0.1:${env.PORT_CITY_PORTAL}/`;
    expect(demo.output()).toContain(portal);
    expect((await fetch(`${portal}en`)).status).toBe(200);
    expect(demo.output()).toContain('new\n');
    expect(demo.output()).toContain(`DATA_DIR=${env.DATA_DIR} npm run --silent token -- PERSONA`);
    expect(demo.output()).toMatch(/lin +Citizen/);

    const line = demo
      .output()
      .split('\n')
      .find((text) => text.startsWith('curl'))!;
    const answer = JSON.parse((await run('sh', ['-c', line])).stdout);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.me.notices.nodes[0].agency.name).toEqual(expect.any(String));
    expect(answer.data.stations.nodes).toHaveLength(1);
    expect(answer.data.region.name).toBe('杭州市');

    demo.interrupt();
    expect(await demo.exited).toBe(0);
    expect(await processesThatMention(env.DATA_DIR!)).toEqual([]);
    expect(await openPorts(env)).toEqual([]);
  });

  it('keeps all data when the launcher is killed, and no service outlives it', async () => {
    const killed = start(env);
    await killed.until('Ctrl-C stops everything');
    expect(killed.output()).toContain('as it was left');
    killAll([killed.pid]);
    await expect.poll(() => processesThatMention(env.DATA_DIR!)).toEqual([]);
  });

  it('starts after everything was killed at once, and stops when npm gets a SIGTERM', async () => {
    const killed = start(env);
    // Once a service uses its database, which is before all is ready.
    await expect
      .poll(async () => {
        const services = await processesThatMention('bundle/payments.js');
        return intersection(services, env.DATA_DIR!);
      })
      .not.toEqual([]);
    killAll(await processesThatMention(env.DATA_DIR!));
    await killed.exited;

    const demo = npmStart(env, '--built');
    await demo.until('Ctrl-C stops everything');
    expect(demo.output()).toContain('as it was left');
    process.kill(demo.pid, 'SIGTERM');
    expect(await demo.exited).toBe(0);
    expect(await processesThatMention(env.DATA_DIR!)).toEqual([]);
  });

  it('ends with code 1 and the reason when a service dies, and stops the others', async () => {
    const demo = start(env);
    await demo.until('Ctrl-C stops everything');
    const [payments] = await processesThatMention('bundle/payments.js').then((pids) =>
      intersection(pids, env.DATA_DIR!),
    );
    process.kill(payments!, 'SIGKILL');
    expect(await demo.exited).toBe(1);
    expect(demo.output()).toContain('payments has ended, and all else is stopped: it ended by SIGKILL');
    expect(await processesThatMention(env.DATA_DIR!)).toEqual([]);
  });

  it('puts its database where the server’s account can go if only root may enter the data folder', async () => {
    const rootOnly = await demoEnvironment(true);
    const demo = start({ ...rootOnly, CONSOLE: 'off' });
    await demo.until('PostgreSQL on');
    demo.interrupt();
    expect(await demo.exited).toBe(0);
    await rm(dirname(rootOnly.DATA_DIR!), { recursive: true });

    // The same folder again after a reset: files of the removed demo do not interfere.
    await mkdir(dirname(rootOnly.DATA_DIR!), { mode: 0o700 });
    const again = start({ ...rootOnly, CONSOLE: 'off' });
    await again.until('PostgreSQL on');
    expect(again.output()).toContain('new\n');
    again.interrupt();
    expect(await again.exited).toBe(0);
    await rm(dirname(rootOnly.DATA_DIR!), { recursive: true });
  });

  it('can be stopped in the middle of a start', async () => {
    const demo = start(env);
    await demo.until('PostgreSQL on');
    await sleep(300);
    demo.interrupt();
    expect(await demo.exited).toBe(0);
    expect(await processesThatMention(env.DATA_DIR!)).toEqual([]);
  });
});

async function intersection(pids: readonly number[], text: string): Promise<number[]> {
  const others = await processesThatMention(text);
  return pids.filter((pid) => others.includes(pid));
}

async function openPorts(env: Readonly<Record<string, string>>): Promise<string[]> {
  const names = Object.keys(env).filter((name) => /^(?:ADMIN_)?PORT(?:_|$)/.test(name));
  const open = await Promise.all(names.map((name) => isOpen(Number(env[name]))));
  return names.filter((_name, index) => open[index]);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => resolve(false));
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
