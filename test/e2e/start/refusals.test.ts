import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoEnvironment, start } from './demo-process.ts';
import { killAll, processesThatMention } from './processes.ts';

describe('a start that cannot succeed reports in one line', { timeout: 60_000 }, () => {
  let env: Record<string, string>;

  beforeEach(async () => {
    env = await demoEnvironment();
  });
  afterEach(async () => {
    const left = await processesThatMention(env.DATA_DIR!);
    killAll(left);
    expect(left).toEqual([]);
    await rm(dirname(env.DATA_DIR!), { recursive: true, force: true });
  });

  const refusal = async (changes: Readonly<Record<string, string>>) => {
    const demo = start({ ...env, ...changes });
    expect(await demo.exited).toBe(1);
    return demo.output();
  };

  it('an unknown option', async () => {
    const demo = start(env, ['--bogus']);
    expect(await demo.exited).toBe(1);
    expect(demo.output()).toContain("Unknown option '--bogus'");
    expect(demo.output()).toContain('Usage: npm start -- [--built]');
    expect(demo.output()).not.toContain('    at ');
  });

  it('a port in use by another program', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const output = await refusal({ PORT_TRANSPORT: String(port) });
    other.close();
    expect(output).toContain(
      `PORT_TRANSPORT: port ${port} is in use by another program; choose others: PORT_TRANSPORT=`,
    );
    expect(output).toContain(` DATA_DIR=${env.DATA_DIR} `);
    expect(output).toMatch(/ npm start\n$/);
  });

  it('one port for two services', async () => {
    const output = await refusal({ ADMIN_PORT: env.PORT! });
    expect(output).toBe(`ADMIN_PORT: ${env.PORT} is the port of PORT already\n`);
  });

  it.each([
    ['PORT', 'http', 'must be a port number, 1 to 65535'],
    [
      'DATABASE_URL_PAYMENTS',
      'mysql://x',
      'must be a PostgreSQL URL, postgresql://user:password@host:port/database',
    ],
    ['DEPLOYMENT', 'production', 'npm start runs the demo; for production see docker-compose.yml'],
  ])('a bad value of its own: %s=%s', async (name, value, message) => {
    expect(await refusal({ [name]: value })).toBe(`${name}: ${message}\n`);
  });

  it('a bad value of a service', async () => {
    const output = await refusal({ CONSOLE: 'off', TRANSPORT_REGION: 'nowhere' });
    expect(output.trimEnd().split('\n').at(-1)).toBe(
      'transport does not start: TRANSPORT_REGION: "nowhere" is neither six digits of GB/T 2260 nor three capital letters of ISO 3166-1, such as FIN',
    );
  });

  it('a data folder that cannot be created, even by root', async () => {
    const file = join(dirname(env.DATA_DIR!), 'file');
    await writeFile(file, '');
    const output = await refusal({ DATA_DIR: join(file, 'data') });
    expect(output).toBe(
      `DATA_DIR: cannot write to ${file}/data (ENOTDIR); choose another: DATA_DIR=~/civic-graph npm start\n`,
    );
  });

  it('a data folder that another start uses', async () => {
    const first = start({ ...env, CONSOLE: 'off' });
    await first.until('PostgreSQL on');
    const output = await refusal(await demoEnvironment().then(({ DATA_DIR: _, ...ports }) => ports));
    expect(output).toContain(
      `DATA_DIR: ${env.DATA_DIR} is in use by a demo that runs already (process ${first.pid})`,
    );
    first.interrupt();
    await first.exited;
  });

  it('damaged secrets', async () => {
    await mkdir(env.DATA_DIR!);
    await writeFile(join(env.DATA_DIR!, 'secrets.json'), '{"citizenKey": 7}');
    expect(await refusal({})).toContain('secrets.json is damaged');
  });

  it('a database without its secrets', async () => {
    await mkdir(join(env.DATA_DIR!, 'postgres'), { recursive: true });
    expect(await refusal({ CONSOLE: 'off' })).toContain('has a database but no secrets.json');
  });
});
