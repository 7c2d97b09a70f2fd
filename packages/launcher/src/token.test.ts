import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { dataDirectory } from './data-directory.ts';
import { processMark } from './process-mark.ts';
import { announcedIssuer, announceIssuer } from './running-issuer.ts';
import { repository } from './services.ts';

const program = fileURLToPath(new URL('token.ts', import.meta.url));

/** As `GET /demo/personas` has it. */
const directory = {
  personas: [{ id: 'lin', kind: 'citizen', apps: ['wechat-city', 'alipay-city'], about: 'a citizen' }],
  apps: [{ id: 'wechat-city', scopes: ['a', 'b', 'c'] }],
};

describe('npm run token', () => {
  let issuer: Server;
  let requests: unknown[];

  beforeAll(async () => {
    requests = [];
    issuer = createServer(async (request, response) => {
      if (request.url === '/demo/personas') return void response.end(JSON.stringify(directory));
      const chunks = await request.toArray();
      const body = JSON.parse(Buffer.concat(chunks).toString());
      requests.push(body);
      const refused = body.persona !== 'lin';
      response.statusCode = refused ? 400 : 200;
      const answer = { access_token: 'a.b.c', scope: 'a b' };
      response.end(JSON.stringify(refused ? { message: 'persona: one of lin' } : answer));
    }).listen(0, '127.0.0.1');
    await once(issuer, 'listening');
  });
  afterAll(() => void issuer.close());

  const run = (...args: string[]) => runWith((issuer.address() as AddressInfo).port, args);

  it('prints the token and nothing else', async () => {
    const asked = ['lin', '--app', 'alipay-city', '--scopes', 'a b', '--purpose', 'p'];
    expect(await run(...asked)).toEqual({ code: 0, stdout: 'a.b.c\n', stderr: '' });
    expect(requests.at(-1)).toEqual({ persona: 'lin', app: 'alipay-city', scopes: 'a b', purpose: 'p' });
  });

  it('says which scopes are not in the token, and why', async () => {
    const { code, stdout, stderr } = await run('lin', '--scopes', 'a c d');
    expect([code, stdout]).toEqual([0, 'a.b.c\n']);
    expect(stderr).toBe(
      'not granted: d; wechat-city is approved for a b c\n' +
        'not granted: c; lin has not consented to it for wechat-city, or is no citizen\n',
    );
  });

  it('says on one line what the issuer refuses', async () => {
    expect(await run('nobody')).toEqual({ code: 1, stdout: '', stderr: 'persona: one of lin\n' });
  });

  it.each([[[]], [['lin', 'zhao']], [['lin', '--scope', 'x']]])('says how it is called: %j', async (args) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/Usage: npm run --silent token -- PERSONA/);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('says on request how it is called', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^Usage: npm run --silent token -- PERSONA.*\n$/);
  });

  it('finds the demo that runs on the data folder, whatever its port', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-token-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    const takeBack = await announceIssuer(dataDirectory(folder), url);
    expect(await runIn({ DATA_DIR: folder }, ['lin'])).toEqual({ code: 0, stdout: 'a.b.c\n', stderr: '' });
    await takeBack();
    expect(await announcedIssuer(dataDirectory(folder))).toBeNull();
  });

  it('does not take what a demo that was killed has left for the one that has its port now', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-token-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    const announced = async (mark: string) => {
      await writeFile(join(folder, 'issuer.url'), `${url}\n${mark}`);
      return announcedIssuer(dataDirectory(folder));
    };
    expect(await announced(await processMark())).toBe(url);
    expect(await announced(`${process.pid}\nanother program\n`)).toBeNull();
    expect(await announced('')).toBeNull();
    expect((await runIn({ DATA_DIR: folder }, ['lin'])).stderr).toContain('DATA_DIR: no demo runs on');
  });

  it('takes no token of another demo where none runs on the data folder that is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-token-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const refusal = `DATA_DIR: no demo runs on ${folder}; start it with: DATA_DIR=${folder} npm start. One that runs elsewhere is named by PORT_IDENTITY\n`;
    expect(await runIn({ DATA_DIR: folder }, ['lin'])).toEqual({ code: 1, stdout: '', stderr: refusal });
    const port = String((issuer.address() as AddressInfo).port);
    const named = await runIn({ DATA_DIR: folder, PORT_IDENTITY: port }, ['lin']);
    expect(named).toEqual({ code: 0, stdout: 'a.b.c\n', stderr: '' });
  });

  it('does not wait for a program that listens and is silent', async () => {
    const silent = createTcpServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const { code, stderr } = await runWith(port, ['lin']);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(`What listens at http://127.0.0.1:${port} is silent; `),
    ]);
  }, 60_000);

  it('says that no demo runs', async () => {
    expect(await runWith(1, ['lin'])).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'No demo answers at http://127.0.0.1:1; start one with: npm start. One that runs elsewhere is named by DATA_DIR or PORT_IDENTITY\n',
    });
  });
});

const runWith = (port: number, args: readonly string[]) => runIn({ PORT_IDENTITY: String(port) }, args);

function runIn(environment: Readonly<Record<string, string>>, args: readonly string[]) {
  const flags = ['--conditions=source', '--import', 'tsx', program, ...args];
  const options = { cwd: repository, env: { PATH: process.env.PATH, ...environment } };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, flags, options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
