import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { eventually } from '@civic-graph/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../find-program.ts';
import { writeSelfSigned } from '../self-signed.ts';
import { type Front, localBalancer } from './local-balancer.ts';

const haproxy = findProgram('haproxy');
const client = '203.0.113.7';
/** What a balancer in front writes before the client's bytes (PROXY protocol, version 1). */
const proxyLine = `PROXY TCP4 ${client} 127.0.0.1 40000 443\r\n`;
const forged = 'X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-Proto: http\r\nForwarded: for=198.51.100.1\r\n';

describe.skipIf(haproxy === null)(`the edge${haproxy ? '' : ' (no haproxy)'}`, () => {
  const received: IncomingMessage[] = [];
  const service = createServer((request, response) => {
    if (request.headers['x-forwarded-for'] !== undefined) received.push(request);
    response.end('served');
  });
  let folder: string;
  let certificate: string;
  let running: ReturnType<typeof spawn> | null = null;

  beforeAll(async () => {
    service.listen(0, '127.0.0.1');
    await once(service, 'listening');
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-edge-'));
    const written = await writeSelfSigned(folder, 'city.example');
    certificate = await readFile(written.certificate, 'utf8');
    await writeFile(join(folder, 'city.pem'), certificate + (await readFile(written.key, 'utf8')));
  });
  afterEach(async () => {
    running?.kill('SIGTERM');
    if (running !== null) await once(running, 'exit');
    running = null;
    received.length = 0;
  });
  afterAll(async () => {
    service.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** @returns the port of a frontend */
  async function start(env: Readonly<Record<string, string>>, front: Front = 'graph'): Promise<number> {
    const { configuration, ports } = await localBalancer((service.address() as AddressInfo).port);
    const file = join(folder, 'haproxy.cfg');
    await writeFile(file, configuration);
    running = spawn(haproxy ?? '', ['-db', '-f', file], { env, stdio: 'ignore' });
    const port = ports[front];
    await eventually(async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.destroy();
    });
    return port;
  }

  async function ask(socket: Socket): Promise<string> {
    socket.on('error', () => undefined);
    socket.write(`GET /graphql HTTP/1.1\r\nHost: city.example\r\n${forged}Connection: close\r\n\r\n`);
    return text(socket).catch(() => '');
  }
  const overTls = (socket: Socket) =>
    connectTls({ socket, servername: 'city.example', ca: certificate, ALPNProtocols: ['http/1.1'] });
  const open = (port: number) => connect(port, '127.0.0.1');

  /** The addresses that the service was told, once the balancer knows that the service is up. */
  async function told(send: () => Promise<string>): Promise<{ answer: string; headers: object }> {
    const answer = await eventually(async () => {
      const given = await send();
      expect(given).toContain(' 200 ');
      return given;
    });
    const { headers } = received.at(-1)!;
    return {
      answer,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => /^(x-|forwarded)/.test(name))),
    };
  }

  it('terminates TLS, and tells services the address of the client', async () => {
    const port = await start({ TLS_CERTIFICATES: join(folder, 'city.pem') });
    const { answer, headers } = await told(() => ask(overTls(open(port))));
    expect(headers).toEqual({ 'x-forwarded-for': '127.0.0.1' });
    expect(answer.toLowerCase()).toContain('strict-transport-security: max-age=63072000');
    // Without TLS nothing is served.
    expect(await ask(open(port))).not.toContain('served');
  });

  it('takes the address of the client from the PROXY protocol, and from nothing else', async () => {
    const port = await start({ PROXY_PROTOCOL: 'on' });
    const named = () => {
      const socket = open(port);
      socket.write(proxyLine);
      return ask(socket);
    };
    const { answer, headers } = await told(named);
    expect(headers).toEqual({ 'x-forwarded-for': client });
    expect(answer.toLowerCase()).not.toContain('strict-transport-security');
    expect(await ask(open(port))).not.toContain('served');
  });

  it('counts the requests of an IPv6 client by its /64', async () => {
    const port = await start({ PROXY_PROTOCOL: 'on' }, 'statistics');
    const send = async (address: string, times: number) => {
      const socket = open(port);
      socket.on('error', () => undefined);
      const request = (connection: string) =>
        `GET /catalogue HTTP/1.1\r\nHost: city.example\r\nConnection: ${connection}\r\n\r\n`;
      socket.write(
        `PROXY TCP6 ${address} ::1 40000 443\r\n${request('keep-alive').repeat(times - 1)}${request('close')}`,
      );
      return text(socket).catch(() => '');
    };
    await told(() => send('2001:db8:1::1', 1));
    expect(await send('2001:db8::1', 200)).not.toContain(' 429 ');
    expect(await send('2001:db8::2', 200)).toContain(' 429 ');
    expect(await send('2001:db8:0:1::1', 1)).toContain(' 200 ');
  });

  it('takes both, as behind a balancer that forwards TCP', async () => {
    const port = await start({ PROXY_PROTOCOL: 'on', TLS_CERTIFICATES: join(folder, 'city.pem') });
    const { headers } = await told(() => {
      const socket = open(port);
      socket.write(proxyLine);
      return ask(overTls(socket));
    });
    expect(headers).toEqual({ 'x-forwarded-for': client });
  });

  it('believes no PROXY line unless it is told to', async () => {
    const port = await start({});
    await told(() => ask(open(port)));
    const socket = open(port);
    socket.write(proxyLine);
    expect(await ask(socket)).not.toContain('served');
  });
});
