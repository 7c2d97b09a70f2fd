import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { post } from './post.ts';
import { guardedLookup, isAllowedAddress, parseTarget } from './target.ts';

const publicOnly = { allowLoopback: false };
const withLoopback = { allowLoopback: true };

describe('a target of webhooks', () => {
  it.each([
    'https://partner.example/payments?x=1',
    'https://8.8.8.8/',
    'https://[2001:4860:4860::8888]:8443/',
  ])('may be %s', (url) => {
    expect(parseTarget(url, publicOnly)?.href).toBe(url);
  });

  it.each([
    'http://partner.example/',
    'ftp://partner.example/',
    'file:///etc/passwd',
    'https://user:secret@partner.example/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://172.16.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[::7f00:1]/',
    'https://[4000::1]/',
    'nonsense',
    `https://partner.example/${'x'.repeat(2_000)}`,
  ])('must not be %s', (url) => {
    expect(parseTarget(url, publicOnly)).toBeNull();
  });

  it('may be on loopback if enabled, and is never unencrypted elsewhere', () => {
    expect(parseTarget('http://127.0.0.1:9/', withLoopback)).not.toBeNull();
    expect(parseTarget('http://localhost:9/', withLoopback)).not.toBeNull();
    expect(parseTarget('http://localhost:9/', publicOnly)).toBeNull();
    expect(parseTarget('http://10.0.0.1/', withLoopback)).toBeNull();
    expect(isAllowedAddress('10.0.0.1', withLoopback)).toBe(false);
  });

  it('is checked by its resolved address on connecting', async () => {
    const server = createServer((_request, response) => response.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    let reached = 0;
    server.on('connection', () => {
      reached += 1;
    });
    const { port } = server.address() as AddressInfo;
    const message = { url: `https://localhost:${port}/`, headers: {}, body: '{}' };
    // parseTarget accepts the name; the lookup resolves it to loopback.
    expect(await post(message, publicOnly)).toEqual({ problem: 'forbidden-target' });
    expect(await post({ ...message, url: `http://localhost:${port}/` }, withLoopback)).toEqual({
      status: 200,
    });
    expect(reached).toBe(1);
    server.close();
  });

  it('is refused if any resolved address is forbidden', async () => {
    const answer = (rules: typeof publicOnly, all: boolean) =>
      new Promise((resolve) =>
        guardedLookup(rules)('localhost', { all }, (error, found) => resolve(error ?? found)),
      );
    expect(await answer(publicOnly, true)).toMatchObject({ name: 'ForbiddenTarget' });
    expect(await answer(publicOnly, false)).toMatchObject({ name: 'ForbiddenTarget' });
    expect(await answer(withLoopback, false)).toEqual(expect.any(String));
  });

  it('that switches protocols counts as answered', async () => {
    const server = createServer();
    server.on('connection', (socket) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await post({ url, headers: {}, body: '{}' }, withLoopback)).toEqual({ status: 101 });
    server.close();
  });

  it('is not followed by redirect', async () => {
    const server = createServer((_request, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await post({ url, headers: {}, body: '{}' }, withLoopback)).toEqual({ status: 302 });
    server.close();
    server.closeAllConnections();
    expect(await post({ url, headers: {}, body: '{}' }, withLoopback)).toEqual({ problem: 'no-answer' });
  });
});
