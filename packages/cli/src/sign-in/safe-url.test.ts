import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';
import { safeUrl } from './safe-url.ts';

/** Any address of this machine but loopback: as good as another machine. */
const elsewhere = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

/** Operations, for `civic types`. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-safe-url-'));
  await writeFile(join(folder, 'me.graphql'), 'query Me { me { id } }');
});
afterAll(() => rm(folder, { recursive: true }));

let stop: () => void = () => undefined;
afterEach(() => stop());

/** A gateway that notes the tokens that it is sent. */
async function listen(host: string) {
  const tokens: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    tokens.push(headers.authorization);
    response.setHeader('content-type', 'application/json').end('{"errors":[{"message":"no"}]}');
  });
  await new Promise<void>((done) => server.listen(0, host, done));
  stop = () => server.close();
  return { tokens, url: `http://${host}:${(server.address() as AddressInfo).port}` };
}

const refusal = 'is not https, so tokens could be read on the way; use its https address';
const commands: readonly (readonly [name: string, (url: string) => readonly string[]])[] = [
  ['usage', (url) => ['usage', 'Stop.name', '--gateway', url]],
  ['machine list', (url) => ['machine', 'list', '--agency', 'transport', '--gateway', url]],
  ['mcp', (url) => ['mcp', '--url', `${url}/mcp`]],
  ['types', (url) => ['types', folder, '--out', folder, '--schema', `${url}/graphql`]],
];

it.skipIf(elsewhere === undefined).each(commands)(
  '%s sends its token to no other machine in the clear',
  async (_, args) => {
    const { tokens, url } = await listen(elsewhere ?? '');
    const { code, stderr } = await run(args(url), { CIVIC_TOKEN: 'secret' });
    expect(code).not.toBe(0);
    expect(stderr).toContain(refusal);
    expect(tokens).toEqual([]);
  },
);

it('types reads its token from CIVIC_TOKEN, because arguments are in the list of processes', async () => {
  const { tokens, url } = await listen('127.0.0.1');
  await run(['types', folder, '--out', folder, '--schema', `${url}/graphql`], { CIVIC_TOKEN: 'secret' });
  expect(tokens).toEqual(['Bearer secret']);
});

it.each(['http://gateway.city.example', 'http://127.0.0.1.nip.example', 'ftp://127.0.0.1', 'nonsense'])(
  '%s is not safe',
  (text) => {
    expect(() => safeUrl(text, 'gateway')).toThrow();
  },
);
