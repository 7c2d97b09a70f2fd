import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { run, runProcess } from '../run-civic.fixture.ts';

/** As `GET /demo/personas` has it. */
const directory = {
  personas: [{ id: 'lin', kind: 'citizen', apps: ['wechat-city', 'alipay-city'], about: 'a citizen' }],
  apps: [{ id: 'wechat-city', scopes: ['a', 'b', 'c'] }],
};

describe('civic token', () => {
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

  const port = () => String((issuer.address() as AddressInfo).port);
  const token = (...args: string[]) => run(['token', ...args], { PORT_IDENTITY: port() });

  it('run as typed, prints the token and nothing else', async () => {
    const asked = ['lin', '--app', 'alipay-city', '--scopes', 'a b', '--purpose', 'p'];
    const ran = await runProcess(['token', ...asked], { PORT_IDENTITY: port() });
    expect(ran).toEqual({ code: 0, stdout: 'a.b.c\n', stderr: '' });
    expect(requests.at(-1)).toEqual({ persona: 'lin', app: 'alipay-city', scopes: 'a b', purpose: 'p' });
  }, 60_000);

  it('says which scopes are not in the token, and why', async () => {
    const reasons = [
      'not granted: d; wechat-city is approved for a b c',
      'not granted: c; lin has not consented to it for wechat-city, or is not a citizen',
    ];
    const scopes = ['lin', '--scopes', 'a c d'];
    expect(await token(...scopes)).toEqual({ code: 0, stdout: 'a.b.c\n', stderr: `${reasons.join('\n')}\n` });
    expect(JSON.parse((await token(...scopes, '--json')).stdout)).toEqual({
      ...{ accessToken: 'a.b.c', granted: ['a', 'b'], missing: ['c', 'd'] },
      reasons,
    });
  });

  it('reports a refusal of the issuer in one line', async () => {
    expect(await token('nobody')).toEqual({ code: 1, stdout: '', stderr: 'persona: one of lin\n' });
    const json = await token('nobody', '--json');
    expect(json).toMatchObject({ code: 1, stdout: '' });
    expect(JSON.parse(json.stderr)).toEqual({ error: { message: 'persona: one of lin' } });
  });

  it.each([[[]], [['lin', 'zhao']], [['lin', '--scope', 'x']]])('says how it is called: %j', async (args) => {
    const { code, stdout, stderr } = await token(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^civic: .*; run: npx civic token --help\n$/);
  });

  it('uses no token of another demo if none runs for the named data folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-token-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const refusal = `DATA_DIR: no demo runs on ${folder}; start it with: DATA_DIR=${folder} npm start. One that runs elsewhere is named by PORT_IDENTITY\n`;
    expect(await run(['token', 'lin'], { DATA_DIR: folder })).toEqual({
      code: 1,
      stdout: '',
      stderr: refusal,
    });
    const named = await run(['token', 'lin'], { DATA_DIR: folder, PORT_IDENTITY: port() });
    expect(named).toEqual({ code: 0, stdout: 'a.b.c\n', stderr: '' });
  });

  it('does not wait for a program that listens and is silent', async () => {
    const silent = createTcpServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const { code, stderr } = await run(['token', 'lin'], { PORT_IDENTITY: String(port) });
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(`What listens at http://127.0.0.1:${port} is silent; `),
    ]);
  }, 60_000);

  it('says that no demo runs', async () => {
    expect(await run(['token', 'lin'], { PORT_IDENTITY: '1' })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'No demo answers at http://127.0.0.1:1; start one with: npm start. One that runs elsewhere is named by DATA_DIR or PORT_IDENTITY\n',
    });
  });
});
