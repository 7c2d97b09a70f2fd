import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';
import { type ScriptedIssuer, startIssuer } from '../sign-in/issuer.fixture.ts';

const subgraph = new URL('../../../../subgraphs/transport/', import.meta.url).pathname;
let [issuer, other]: ScriptedIssuer[] = [];
let home: string;
beforeAll(async () => {
  [issuer, other] = [await startIssuer(), await startIssuer()];
});
afterAll(() => [issuer, other].forEach((each) => void each?.close()));
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'civic-login-'));
  for (const each of [issuer!, other!]) {
    each.isDown = false;
    for (const list of [each.answers, each.received, each.authorizations]) list.length = 0;
  }
  return () => rm(home, { recursive: true });
});

const civic = (args: string[], more: Record<string, string> = {}, now?: Date) =>
  run(args, { XDG_CONFIG_HOME: home, ...more }, now);
const login = (at = issuer!) => civic(['login', '--issuer', at.url, '--gateway', at.url]);
const later = () => new Date(Date.now() + 3_600_000);
const folder = () => join(home, 'civic-graph', 'sessions');
const files = () => readdir(folder()).catch(() => []);
/** Any command that sends a token. */
const call = (args: string[] = [], env = {}, now?: Date) =>
  civic(['subgraph', 'check', subgraph, ...args], env, now);

describe('civic login', () => {
  it('prints address and code, waits, and keeps the session for the user alone', async () => {
    issuer!.answers.push('authorization_pending', 'authorization_pending');
    const { code, stdout, stderr } = await login();
    expect([code, stdout]).toEqual([
      0,
      `Signed in at ${issuer!.url} as operator-transport, for ${issuer!.url}\n`,
    ]);
    expect(stderr).toContain(`Open ${issuer!.url}/device in any browser, and enter the code BCDF-GHJK\n`);
    const [request] = issuer!.received;
    expect(request).toEqual({ client_id: 'civic-cli', scope: 'openid offline_access' });
    expect(issuer!.agents.at(-1)).toMatch(/^civic \(\w+ \w+; [\w.?-]+\)$/);
    const [file, ...more] = await files();
    expect(more).toEqual([]);
    const modes = [await stat(folder()), await stat(join(folder(), file!))].map(({ mode }) => mode & 0o777);
    expect(modes).toEqual([0o700, 0o600]);
  });

  it('waits five seconds longer where the issuer asks for it (RFC 8628, section 3.5)', async () => {
    issuer!.answers.push('slow_down');
    const start = performance.now();
    expect((await login()).code).toBe(0);
    expect(performance.now() - start).toBeGreaterThan(4_900);
  }, 30_000);

  it.each([
    ['access_denied', 'the sign-in was refused on the page; to try again, run: npx civic login'],
    ['expired_token', 'nobody entered the code in time; run: npx civic login'],
    ['invalid_grant', 'the issuer refuses the sign-in (invalid_grant); run: npx civic login'],
  ])('explains %s', async (error, message) => {
    issuer!.answers.push(error);
    const { code, stderr } = await login();
    expect([code, stderr.trimEnd().split('\n').at(-1)]).toEqual([1, message]);
    expect(await files()).toEqual([]);
  });

  it('ends the session before it', async () => {
    await login();
    await login();
    expect(issuer!.received.at(-1)).toMatchObject({ token: expect.stringMatching(/^refresh-/) });
    expect(await files()).toHaveLength(1);
  });

  it.each([
    [['--issuer', 'http://id.example'], 'http://id.example is not https, so tokens could be read on the way'],
    [['--issuer', 'nonsense'], 'nonsense is not the URL of the issuer; write one such as'],
    [
      ['--issuer', 'http://127.0.0.1:1'],
      'no issuer answers at http://127.0.0.1:1 (bad port); start it, or name another with --issuer',
    ],
    [['--issuer', 'http://127.0.0.1:1', '--gateway', 'http://g.example'], 'http://g.example is not https'],
  ])('refuses %j in one line', async (args, message) => {
    const { code, stderr } = await civic(['login', ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('needs a folder for the session', async () => {
    const { code, stderr } = await run(['login', '--issuer', issuer!.url]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^HOME: set it/)]);
  });
});

describe('a command', () => {
  const session = async () => JSON.parse(await readFile(join(folder(), (await files())[0]!), 'utf8'));

  it('uses --as before CIVIC_TOKEN, and that before the session', async () => {
    await login();
    await call();
    const { accessToken } = await session();
    expect(issuer!.authorizations).toEqual([`Bearer ${accessToken}`]);
    const token = await call(['--gateway', issuer!.url], { CIVIC_TOKEN: 'from-variable' });
    expect(token.stderr).toBe('seen\n');
    expect(issuer!.authorizations.at(-1)).toBe('Bearer from-variable');
    const both = await call(['--as', 'admin', '--gateway', issuer!.url], {
      CIVIC_TOKEN: 'from-variable',
      PORT_IDENTITY: '1',
    });
    expect(both.stderr).toContain('No demo answers at http://127.0.0.1:1');
  });

  it('shows the token of a session to its gateway alone', async () => {
    await login();
    const { code, stderr } = await call(['--gateway', other!.url]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`no access token for ${other!.url}: sign in`),
    ]);
    expect(other!.authorizations).toEqual([]);
    await login(other);
    await call(['--gateway', issuer!.url]);
    await call();
    // The latest sign-in, where no gateway is named.
    expect([issuer!.authorizations.length, other!.authorizations.length]).toEqual([1, 1]);
  });

  it('renews the token silently, once for commands that run at once', async () => {
    await login();
    const before = await session();
    const ran = await Promise.all([1, 2, 3].map(() => call([], {}, later())));
    expect(ran.map(({ stderr }) => stderr)).toEqual(['seen\n', 'seen\n', 'seen\n']);
    const refreshes = issuer!.received.filter(({ grant_type }) => grant_type === 'refresh_token');
    expect(refreshes.map(({ refresh_token }) => refresh_token)).toEqual([before.refreshToken]);
    const after = await session();
    expect(after.refreshToken).not.toBe(before.refreshToken);
    expect(await files()).toHaveLength(1);
  });

  it('says how to go on when the issuer has ended the session', async () => {
    await login();
    issuer!.answers.push('invalid_grant');
    const ended = `the session at ${issuer!.url} has ended; run: npx civic login --issuer ${issuer!.url} --gateway ${issuer!.url}\n`;
    expect((await call([], {}, later())).stderr).toBe(ended);
    expect(await files()).toEqual([]);
  });

  it('keeps the session when the issuer is down', async () => {
    await login();
    issuer!.isDown = true;
    expect((await call([], {}, later())).stderr).toContain(`no issuer answers at ${issuer!.url}`);
    expect(await files()).toHaveLength(1);
  });

  it('refuses a session that others can read', async () => {
    await login();
    await chmod(join(folder(), (await files())[0]!), 0o644);
    expect((await call()).stderr).toMatch(/can be read by others; run: chmod 600 .*\.json/);
  });

  it('uses a session beside a file that others can read, where it is known to be meant', async () => {
    await login();
    await chmod(join(folder(), (await files())[0]!), 0o644);
    await login(other);
    expect((await call(['--gateway', other!.url])).stderr).toBe('seen\n');
    for (const args of [[], ['--gateway', issuer!.url]])
      expect((await call(args)).stderr).toMatch(/can be read by others; run: chmod 600 \S+\.json\n$/);
    const { code, stdout, stderr } = await civic(['logout']);
    expect([code, stdout]).toEqual([2, `Signed out at ${other!.url} (operator-transport)\n`]);
    expect(stderr).toContain('can be read by others');
    expect(await files()).toHaveLength(1);
    expect((await civic(['logout', '--issuer', issuer!.url])).stderr).toContain('can be read by others');
    expect((await civic(['logout', '--issuer', other!.url])).stdout).toBe('There is no session.\n');
  });

  it('without a token, asks the gateway of the latest session', async () => {
    await login();
    expect((await civic(['supergraph', 'changelog'])).stderr).toBe('seen\n');
    expect(issuer!.authorizations).toEqual([undefined]);
    await civic(['supergraph', 'changelog'], { CIVIC_GATEWAY: other!.url });
    expect(other!.authorizations).toHaveLength(1);
  });

  it('without any token, says where to get one', async () => {
    const { code, stderr } = await call();
    expect([code, stderr]).toEqual([
      2,
      'no access token: sign in with npx civic login, set CIVIC_TOKEN, or name an official of the running demo with --as, such as --as admin\n',
    ]);
  });
});

describe('civic whoami and logout', () => {
  it('print who, which agency and roles, and until when', async () => {
    await login();
    const { stdout } = await civic(['whoami']);
    expect(stdout).toContain(`Token:    session of operator-transport at ${issuer!.url}\n`);
    expect(stdout).toContain('Agency:   transport\n');
    expect(stdout).toContain('Roles:    planner\n');
    expect(stdout).toMatch(/^Expires: {2}\d{4}-.*Z$/m);
    expect(JSON.parse((await civic(['whoami', '--json'])).stdout)).toMatchObject({ kind: 'operator' });
    expect((await civic(['whoami'], { CIVIC_TOKEN: 'x' })).stderr).toContain('not issued by this platform');
  });

  it('end the session at the issuer and here, also when the issuer is down', async () => {
    await login();
    expect(await civic(['logout'])).toMatchObject({ code: 0, stderr: '' });
    expect(issuer!.received.at(-1)).toMatchObject({ token: expect.stringMatching(/^refresh-/) });
    expect(await files()).toEqual([]);
    await login();
    issuer!.isDown = true;
    const { code, stderr } = await civic(['logout']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('did not end the session')]);
    expect(await files()).toEqual([]);
    expect(await civic(['logout'])).toEqual({ code: 0, stdout: 'There is no session.\n', stderr: '' });
  });
});
