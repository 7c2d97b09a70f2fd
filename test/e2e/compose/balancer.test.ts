import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { eventually } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forms, pages } from '../../../subgraphs/identity/src/my-data/handlers.ts';
import {
  securityForms,
  securityPages,
} from '../../../subgraphs/identity/src/security-pages/security-handlers.ts';
import { findProgram } from '../../find-program.ts';
import { repository } from './compose-file.ts';
import { type Front, fronts, type LocalBalancer, localBalancer } from './local-balancer.ts';

const haproxy = findProgram('haproxy');

/** Public paths, one of each kind. */
const open: Readonly<Record<Front, readonly string[]>> = {
  graph: ['/graphql', '/contracts/open-data/graphql', '/', '/assets/index-DiwrgTda.js', '/mcp'],
  issuer: [
    ...['/', '/sign-in.css', '/jwks', '/auth', '/auth/fGAk1-_x', '/request', '/token', '/token/revocation'],
    ...['/session/end', '/session/end/confirm', '/session/end/success', '/interaction/fGAk1-_x'],
    ...['/interaction/fGAk1-_x/login', '/interaction/fGAk1-_x/consent', '/interaction/fGAk1-_x/cancel'],
    ...['/device', '/device/auth', '/device/fGAk1-_x'],
    ...['/interaction/fGAk1-_x/upstream/x', '/interaction/fGAk1-_x/upstream/x/answer'],
    ...['/interaction/fGAk1-_x/passkey', '/invitation', '/invitation/passkey', '/account', '/account/'],
    ...['/passkeys/simplewebauthn.js', '/passkeys/passkeys.js', '/account/en', '/account/zh/'],
    ...Object.keys({ ...securityPages, ...securityForms }).map(
      (path) => `/account/zh${path.replace(':id', 'x')}`,
    ),
    ...['/interaction/fGAk1-_x/unmet', '/sign-in/callback/x', '/sign-in/backchannel-logout/x'],
    ...['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/access-witness'],
    ...['/me', '/me/', '/me/my-data.css', '/me/verify-entry.js', '/sign-up'],
    ...Object.keys({ ...pages, ...forms }).map((path) => `/me/zh${path.replace(':id', 'x')}`),
    '/me/en',
  ],
  payments: ['/receipts/jwks.json'],
  statistics: [
    ...[
      '/sdmx/3.0/structure/dataflow',
      '/sdmx/3.0/structure/codelist/statistics/CL_AGE/+',
      '/sdmx/3.0/structure/dataflow/*/*/%2B',
    ],
    ...['/sdmx/3.0/data/dataflow/statistics/population/1.0.0/330106.*,330108.*'],
    ...['/sdmx/3.0/availability/dataflow/statistics/population/~/*/TIME_PERIOD'],
    ...['/catalogue', '/catalogue.ttl', '/catalogue.jsonld', '/catalogue/population/csv-metadata.json'],
  ],
  transport: ['/tiles/stops/12/2355/1141.mvt', '/tiles/routes/0/0/0.mvt', '/tiles/vehicles/14/1/2.mvt'],
};

/** Routes as declared in the issuer's sources, with values for their parameters. */
async function routesOfIssuer(): Promise<string[]> {
  const folder = `${repository}subgraphs/identity/src/`;
  const files = (await readdir(folder, { recursive: true })).filter((file) =>
    /(^|\/)(.+-)?routes\.ts$/.test(file),
  );
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const declared = texts.flatMap((text) => [
    ...text.matchAll(/app\.(?:get|post|all)\('([^']+)'/g),
    ...text.matchAll(/^ {2}'(\/[^']*)',$/gm),
  ]);
  return declared.map(([, route = '']) =>
    route
      .replace(':number', '1')
      .replace(/\/:uid/, '/fGAk1-_x')
      .replace(/:\w+/, 'x')
      .replace('*', 'confirm'),
  );
}

/** Routes of the services for gateways, operators and the machine. */
const inside: Readonly<Record<Exclude<Front, 'graph'>, readonly string[]>> = {
  issuer: [
    ...['/graphql', '/counters', '/livez', '/readyz', '/revocations', '/revocations/after/1', '/safelists/x'],
    ...['/access-records', '/switches/off', '/switches/on', '/demo/token', '/demo/personas'],
  ],
  payments: ['/graphql', '/counters', '/livez', '/readyz', '/provider/test/notifications'],
  statistics: [
    '/graphql',
    '/counters',
    '/livez',
    '/readyz',
    '/sdmx/3.0',
    '/sdmx/2.1/data',
    '/sdmx/3.0/../../graphql',
  ],
  transport: [
    '/graphql',
    '/counters',
    '/livez',
    '/readyz',
    '/tiles',
    '/tiles/people/0/0/0.mvt',
    '/tiles/stops/0/0/0',
  ],
};

describe.skipIf(haproxy === null)(`the balancer${haproxy ? '' : ' (no haproxy)'}`, () => {
  const received: IncomingMessage[] = [];
  const service = createServer((request, response) => {
    // Its health checks carry no client address.
    if (request.headers['x-forwarded-for'] !== undefined) received.push(request);
    response.end('served');
  });
  let ports: LocalBalancer['ports'];
  let folder: string;
  let stop: () => Promise<unknown>;

  beforeAll(async () => {
    service.listen(0, '127.0.0.1');
    await once(service, 'listening');
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-balancer-'));
    const file = join(folder, 'haproxy.cfg');
    const { port } = service.address() as AddressInfo;
    const local = await localBalancer(port);
    ports = local.ports;
    await writeFile(file, local.configuration);
    const running = spawn(haproxy ?? '', ['-db', '-f', file], { stdio: ['ignore', 'pipe', 'pipe'] });
    const output = Promise.all([text(running.stdout), text(running.stderr)]);
    stop = async () => {
      running.kill('SIGTERM');
      await once(running, 'exit');
      return output;
    };
    for (const front of fronts) {
      const [path = ''] = open[front];
      await eventually(async () => expect(await send(front, `GET ${path}`)).toBe(200));
    }
  }, 60_000);
  afterAll(async () => {
    await stop?.();
    service.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    received.length = 0;
  });

  /** Hand-written, because clients would normalise path and header fields. @returns the status */
  async function send(front: Front, requestLine: string, headers = ''): Promise<number> {
    const socket = connect(ports[front], '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      Buffer.from(
        `${requestLine} HTTP/1.1\r\nHost: city.example\r\n${headers}Connection: close\r\n\r\n`,
        'latin1',
      ),
    );
    return Number((await text(socket)).split(' ')[1] ?? 0);
  }

  it.each(Object.entries(open) as [Front, string[]][])(
    'passes the public paths of %s',
    async (front, paths) => {
      for (const path of paths) {
        expect(await send(front, `GET ${path}?redirect_uri=https%3A%2F%2Fapp.example%2F..%2F`), path).toBe(
          200,
        );
      }
      expect(received.map(({ url }) => url?.split('?')[0])).toEqual(paths);
    },
  );

  it('knows whether each route of the issuer is public or internal', async () => {
    const routes = await routesOfIssuer();
    expect(routes.length).toBeGreaterThan(20);
    const decided = [...open.issuer, ...inside.issuer];
    expect(routes.filter((route) => !decided.includes(route))).toEqual([]);
  });

  it('passes notifications of providers, only by POST', async () => {
    expect(await send('payments', 'POST /provider/alipay/notifications', 'Content-Length: 0\r\n')).toBe(200);
    expect(await send('payments', 'GET /provider/alipay/notifications')).toBe(403);
  });

  it.each(['issuer', 'payments', 'statistics', 'transport'] as const)(
    'blocks internal paths of %s',
    async (front) => {
      for (const path of inside[front]) {
        for (const method of ['GET', 'POST']) {
          const status = await send(front, `${method} ${path}`, 'Content-Length: 0\r\n');
          expect([path, status]).toEqual([path, 403]);
        }
      }
      expect(received).toEqual([]);
    },
  );

  it('passes only one spelling of each path', async () => {
    const spell: ((path: string) => string)[] = [
      (path) => `/%${path.charCodeAt(1).toString(16)}${path.slice(2)}`,
      (path) => `/%${path.charCodeAt(1).toString(16).toUpperCase()}${path.slice(2)}`,
      (path) => `/%25${path.charCodeAt(1).toString(16)}${path.slice(2)}`,
      (path) => `/%2e${path}`,
      (path) => `%2f${path.slice(1)}`,
      (path) => `/.${path}`,
      (path) => `/x/..${path}`,
      (path) => `/auth/..${path}`,
      (path) => `/auth/../..${path}`,
      (path) => `/interaction/..%2f${path.slice(1)}`,
      (path) => `/interaction/..\\${path.slice(1)}`,
      (path) => `/${path}`,
      (path) => `//city.example${path}`,
      (path) => `\\${path.slice(1)}`,
      (path) => `${path};x`,
      (path) => `${path}#x`,
      (path) => `${path}#/../token`,
      (path) => `/token#${path}`,
      (path) => `${path}%00`,
      (path) => `${path}%20`,
      (path) => `${path}%3f`,
      (path) => `${path}%23`,
      (path) => `${path}\u00e9`,
      (path) => `http://city.example${path.replace('/', '/%2e/')}`,
      (path) => `http://city.example/x/..${path}`,
      (path) => path.replace(/[a-z]/, (letter) => `%u00${letter.charCodeAt(0).toString(16)}`),
    ];
    for (const front of fronts) {
      for (const path of [
        '/graphql',
        '/counters',
        '/readyz',
        '/demo/token',
        '/receipts/jwks.json',
        '/token',
      ]) {
        for (const change of spell) {
          const line = `GET ${change(path)}`;
          expect([front, line, [400, 403]]).toEqual([
            front,
            line,
            expect.arrayContaining([await send(front, line)]),
          ]);
        }
      }
    }
    expect(received.map(({ url }) => url)).toEqual([]);
  });

  it('blocks an internal path in absolute form', async () => {
    expect(await send('issuer', 'GET http://city.example/graphql')).toBe(403);
    expect(received).toEqual([]);
  });

  it.each(['graph', 'issuer'] as const)(
    'tells %s the address that it saw, and removes headers of the client',
    async (front) => {
      const said = [
        'X-Forwarded-For: 203.0.113.9',
        'x-forwarded-for: 203.0.113.10',
        'X-Forwarded-Host: other.example',
      ];
      const more = [
        'X-FORWARDED-PROTO: http',
        'X-Forwarded-Port: 1',
        'X-Forwarded-Prefix: /p',
        'X-Forwarded-Server: s',
      ];
      const rest = [
        'Forwarded: for=203.0.113.9;host=other.example',
        'X-Real-IP: 203.0.113.9',
        'X-Original-URL: /graphql',
      ];
      const headers = [...said, ...more, ...rest].map((line) => `${line}\r\n`).join('');
      expect(await send(front, 'GET /', headers)).toBe(200);
      const seen = received.at(-1)?.rawHeaders ?? [];
      const told = seen.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), seen[at + 1]]] : []));
      expect(told.filter(([name = '']) => /^(x-|forwarded|via)/.test(name))).toEqual([
        ['x-forwarded-for', '127.0.0.1'],
      ]);
    },
  );
});
