import { execFile } from 'node:child_process';
import { access, cp, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../ensure-installed.mjs', import.meta.url));

const lock = {
  '': { name: 'clone' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/native-elsewhere': { version: '1.0.0', optional: true },
  'packages/p/node_modules/b': { version: '2.0.0' },
  'packages/p': { version: '0.1.0' },
  'node_modules/@clone/p': { resolved: 'packages/p', link: true },
};
const { '': _root, 'node_modules/native-elsewhere': _elsewhere, ...installed } = lock;

const folders = Object.keys(installed).filter((path) => path.includes('node_modules/'));

/** An npm that installs by writing the packages and the record that npm writes, after a while. */
const npm = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
appendFileSync('calls.txt', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_FAILS) process.exit(7);
await new Promise((resolve) => setTimeout(resolve, 700));
for (const folder of ${JSON.stringify(folders)}) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(folder + '/package.json', '{}');
}
writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(JSON.stringify({ packages: installed }))});
`;

describe('the checks before npm start', () => {
  let clone: string;
  beforeEach(async () => {
    clone = await mkdtemp(join(tmpdir(), 'civic-graph-clone-'));
    await mkdir(join(clone, 'packages', 'launcher'), { recursive: true });
    await cp(script, join(clone, 'packages', 'launcher', 'ensure-installed.mjs'));
    await writeFile(join(clone, 'package-lock.json'), JSON.stringify({ packages: lock }));
    await writeFile(join(clone, 'npm.mjs'), npm);
  });
  afterEach(() => rm(clone, { recursive: true, force: true }));

  const run = (env: Readonly<Record<string, string>> = {}) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const options = {
        cwd: tmpdir(),
        env: { PATH: process.env.PATH, npm_execpath: join(clone, 'npm.mjs'), ...env },
      };
      const args = [join(clone, 'packages', 'launcher', 'ensure-installed.mjs')];
      const child = execFile(process.execPath, args, options, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
      );
    });
  const calls = async () =>
    (await readFile(join(clone, 'calls.txt'), 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const haveInstalled = async (packages: object) => {
    for (const folder of folders) {
      await mkdir(join(clone, folder), { recursive: true });
      await writeFile(join(clone, folder, 'package.json'), '{}');
    }
    await writeFile(join(clone, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
  };

  it('installs once with npm ci, with development dependencies, if nothing is installed', async () => {
    const first = await run();
    expect(first.code).toBe(0);
    expect(first.output).toMatch(/^Installing the dependencies/);
    expect(await run()).toEqual({ code: 0, output: '' });
    const [call, ...others] = await calls();
    expect(others).toEqual([]);
    expect(call).toMatch(/^ci --include=dev/);
  });

  it('keeps what npm install has installed, and ignores packages for other platforms', async () => {
    await haveInstalled(installed);
    expect(await run()).toEqual({ code: 0, output: '' });
    expect(await calls()).toEqual([]);
  });

  it.each([
    ['another version', { ...installed, 'node_modules/a': { version: '1.0.1' } }],
    ['a missing package', { ...installed, 'node_modules/a': undefined }],
    ['a missing workspace', { ...installed, 'node_modules/@clone/p': undefined }],
  ])('installs again for %s', async (_what, packages) => {
    await haveInstalled(packages);
    expect((await run()).code).toBe(0);
    expect(await calls()).toHaveLength(1);
  });

  it.each(folders)('installs again if %s is recorded but missing', async (folder) => {
    await haveInstalled(installed);
    await rm(join(clone, folder), { recursive: true });
    const { code, output } = await run();
    expect(code).toBe(0);
    expect(output).toContain(`${folder} is missing, or of another version.`);
    expect(await calls()).toHaveLength(1);
    expect(await run()).toEqual({ code: 0, output: '' });
  });

  it('installs again if the packages of a workspace are recorded but missing', async () => {
    await haveInstalled(installed);
    await rm(join(clone, 'packages', 'p', 'node_modules'), { recursive: true });
    expect((await run()).code).toBe(0);
    expect(await calls()).toHaveLength(1);
  });

  it('discards builds with other package versions', async () => {
    const builds = ['tsconfig.tsbuildinfo', 'dist/web/tsconfig.tsbuildinfo'].map((file) =>
      join(clone, 'packages', 'p', file),
    );
    const source = join(clone, 'packages', 'p', 'index.ts');
    const build = async () => {
      await mkdir(join(clone, 'packages', 'p', 'dist', 'web'), { recursive: true });
      for (const file of [...builds, source]) await writeFile(file, '');
    };
    const left = async () => {
      const there = await Promise.all(
        builds.map((file) =>
          access(file).then(
            () => file,
            () => null,
          ),
        ),
      );
      return there.filter((file) => file !== null);
    };
    await build();
    await run();
    expect(await left()).toEqual([]);
    await build();
    await run();
    expect(await left()).toEqual(builds);
    // Like a manual `npm ci`.
    const later = new Date(Date.now() + 1_000);
    await utimes(join(clone, 'node_modules', '.package-lock.json'), later, later);
    expect(await run()).toEqual({ code: 0, output: '' });
    expect(await left()).toEqual([]);
    await access(source);
  });

  it('installs once if two start at the same time', async () => {
    const both = await Promise.all([run(), run()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ output }) => output).join()).toContain('Another process installs the dependencies');
    expect(await calls()).toHaveLength(1);
  });

  it('is not blocked by an installation that was killed', async () => {
    const gone = execFile(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.on('exit', resolve));
    await writeFile(join(clone, '.installing'), String(gone.pid));
    expect((await run()).code).toBe(0);
    expect(await calls()).toHaveLength(1);
  });

  it('reports a failure, and tries again the next time', async () => {
    const failed = await run({ NPM_FAILS: '1' });
    expect(failed.code).toBe(7);
    expect(failed.output).toContain('The dependencies could not be installed');
    expect((await run()).code).toBe(0);
  });
});
