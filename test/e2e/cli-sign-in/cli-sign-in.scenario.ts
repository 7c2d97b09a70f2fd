import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Browser, eventually, signInDevice } from '@civic-graph/testing';
import { importPKCS8, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../../packages/cli/src/run-civic.fixture.ts';
import { city } from '../one-city/city.ts';

/* An official signs in on the command line, and lets a program publish. */

const transport = fileURLToPath(new URL('../../../subgraphs/transport/', import.meta.url));
let home: string;
let folder: string;
let program: Record<string, string>;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'civic-sign-in-'));
  folder = join(home, 'transport');
  await Promise.all(
    ['schema.graphql', 'manifest.json', 'policy.test.graphql'].map((file) =>
      cp(join(transport, file), join(folder, file)),
    ),
  );
  const schema = await readFile(join(folder, 'schema.graphql'), 'utf8');
  const quiet = 'type Query {\n  "How quiet it is."\n  quietness: Int @dataClass(class: C0)';
  await writeFile(join(folder, 'schema.graphql'), schema.replace('type Query {', quiet));
});
afterAll(() => rm(home, { recursive: true }));

/** As typed, with the session of the user and the variables of a CI job. */
function civic(args: readonly string[], env: Record<string, string> = {}, onNote?: (text: string) => void) {
  return run(args, { XDG_CONFIG_HOME: home, ...env }, new Date(), onNote);
}

it('the official enters the code in a browser, and the session is the official’s', {
  timeout: 60_000,
}, async () => {
  let page: Promise<string> | undefined;
  const login = ['login', '--issuer', city.issuerUrl, '--gateway', city.gatewayUrl];
  const done = await civic(login, {}, (text) => {
    const [, verification_uri, user_code] =
      /^Open (\S+) in any browser, and enter the code (\S+)/.exec(text) ?? [];
    if (verification_uri === undefined || user_code === undefined) return;
    const device = { verification_uri, user_code };
    page = signInDevice(new Browser(city.issuerUrl), device, 'operator-transport').then(({ text }) => text);
  });
  expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('as operator-transport') });
  expect(await page).toContain('设备已登录');
  const { stdout } = await civic(['whoami', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ kind: 'operator', agency: 'transport', roles: ['transport-planner'], scopes: [] },
    gateway: city.gatewayUrl,
  });
});

it('checks with the session', { timeout: 120_000 }, async () => {
  expect(await civic(['subgraph', 'check', folder])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Check: PASSED'),
  });
});

it('a program publishes a harmless change, and the registry says that it did', {
  timeout: 120_000,
}, async () => {
  const key = join(home, 'ci.pem');
  const { code, stdout } = await civic(['machine', 'register', 'transport', '--key', key]);
  expect(code).toBe(0);
  const [, id = ''] = /^CIVIC_CLIENT_ID=(\S+)$/m.exec(stdout) ?? [];
  program = {
    ...{ XDG_CONFIG_HOME: '', CIVIC_CLIENT_ID: id, CIVIC_CLIENT_KEY_FILE: key },
    ...{ CIVIC_ISSUER: city.issuerUrl, CIVIC_GATEWAY: city.gatewayUrl },
  };
  expect(await civic(['subgraph', 'publish', folder, '--reason', 'CI'], program)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('rolled out to all gateways'),
  });
  const query = '{ subgraph(name: "transport") { current { publishedBy } } }';
  expect((await city.query(await sessionToken(), query)).data).toEqual({
    subgraph: { current: { publishedBy: id } },
  });
});

it('it approves nothing, publishes for nobody else, and reads no personal data', async () => {
  const approved = await civic(['subgraph', 'approve', crypto.randomUUID(), '--reason', 'x'], program);
  expect(approved).toMatchObject({ code: 2, stderr: expect.stringContaining('UNAUTHORIZED_FIELD_OR_TYPE') });
  const payments = join(transport, '..', 'payments');
  expect(await civic(['subgraph', 'check', payments], program)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('FORBIDDEN'),
  });
  const token = await programToken();
  expect(await city.query(token, '{ me { transitPasses { kind } } }')).toMatchObject({
    data: { me: null },
  });
  for (const field of [
    'agency(id: "transport") { accesses(first: 1) { nodes { id } } }',
    'agency(id: "transport") { machineClients { id } }',
    'appRegistrations(first: 1) { nodes { app { clientId } } }',
  ]) {
    const { data, errors } = await city.query(token, `{ ${field} }`);
    expect(JSON.stringify(data ?? null), field).not.toMatch(/"(id|clientId|kind)":/);
    expect(
      errors?.map(({ extensions }) => extensions.code),
      field,
    ).toEqual([expect.stringMatching(/^(UNAUTHORIZED_FIELD_OR_TYPE|FORBIDDEN)$/)]);
  }
  expect(await civic(['machine', 'remove', program.CIVIC_CLIENT_ID!])).toMatchObject({ code: 0 });
  await eventually(async () => {
    const { errors } = await city.query(token, '{ rollouts(first: 1) { nodes { sequence } } }');
    expect(errors?.[0]?.extensions.code).toBe('TOKEN_REVOKED');
  });
  expect(await civic(['subgraph', 'check', folder], program)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('it was removed'),
  });
});

it('the official puts the release before in force again, and signs out', { timeout: 120_000 }, async () => {
  const back = await civic(['subgraph', 'rollback', 'transport', '--reason', 'Shown']);
  expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining('rolled out to all gateways') });
  const token = await sessionToken();
  expect(await civic(['logout'])).toMatchObject({ code: 0, stderr: '' });
  await eventually(async () => {
    const { errors } = await city.query(token, '{ rollouts(first: 1) { nodes { sequence } } }');
    expect(errors?.[0]?.extensions.code).toBe('TOKEN_REVOKED');
  });
});

/** As a CI system without our command line would get it (RFC 7523). */
async function programToken(): Promise<string> {
  const { CIVIC_CLIENT_ID: id = '', CIVIC_CLIENT_KEY_FILE: file = '' } = program;
  const key = await importPKCS8(await readFile(file, 'utf8'), 'Ed25519');
  const client_assertion = await new SignJWT({
    iss: id,
    sub: id,
    aud: city.issuerUrl,
    jti: crypto.randomUUID(),
  })
    .setProtectedHeader({ alg: 'Ed25519' })
    .setIssuedAt()
    .setExpirationTime('1 minute')
    .sign(key);
  const response = await fetch(`${city.issuerUrl}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function sessionToken(): Promise<string> {
  const sessions = join(home, 'civic-graph', 'sessions');
  const file = join(sessions, `${encodeURIComponent(city.issuerUrl)}.json`);
  return JSON.parse(await readFile(file, 'utf8')).accessToken;
}
