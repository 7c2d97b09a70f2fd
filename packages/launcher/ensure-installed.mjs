// Runs before `npm start`, `npm test`, `npm run check` and similar commands, in a clone that may have no
// node_modules. It uses only Node's own modules, and syntax that older versions parse, so that they reach the
// message about the version. Given a folder, it checks the package there.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..'));
const lockFile = join(root, 'package-lock.json');
const record = join(root, 'node_modules', '.package-lock.json');
const mutex = join(root, '.installing');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Civic Graph needs Node 20.19 or later; this is Node ${process.versions.node}.`);
}
if (firstMissing() !== undefined) await installOnce();
if (existsSync(record)) forgetOlderBuilds(statSync(record).mtimeMs);

/**
 * The first package of the lock file that npm has not recorded, or that is gone although it has: the record
 * outlives a folder that somebody removed. Packages for other machines may be absent.
 */
function firstMissing() {
  const installed = packagesOf(record);
  const [path] =
    Object.entries(packagesOf(lockFile)).find(([path, wanted]) => {
      if (!path.includes('node_modules/')) return false;
      const found = installed[path];
      if (found === undefined) return wanted.optional !== true;
      const isRecorded = found.version === wanted.version && found.link === wanted.link;
      return !isRecorded || !existsSync(join(root, path, 'package.json'));
    }) ?? [];
  return path;
}

/**
 * npm removes its record before it installs and writes it last, so an install that was broken off has none.
 */
function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/**
 * Removes the build information of `tsc -b` from before the last installation. It does not look at packages
 * again, so type errors of old ones would stay and those of new ones would be missed.
 */
function forgetOlderBuilds(installedAt) {
  const workspaces = Object.keys(packagesOf(lockFile)).filter(
    (path) => path && !path.includes('node_modules'),
  );
  for (const file of workspaces.flatMap((path) => buildRecords(join(root, path)))) {
    if (statSync(file).mtimeMs < installedAt) rmSync(file, { force: true });
  }
}

function buildRecords(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : buildRecords(path);
    return entry.name.endsWith('.tsbuildinfo') ? [path] : [];
  });
}

/** `npm start` and `npm test` may come at once: the second waits for the first, and then finds all there. */
async function installOnce() {
  for (let waited = 0; !takeMutex(); waited += 1) {
    if (waited === 0) say('Another process installs the dependencies; waiting for it.');
    await sleep(500);
  }
  try {
    const missing = firstMissing();
    if (missing !== undefined) await install(missing);
  } finally {
    rmSync(mutex, { force: true });
  }
}

function takeMutex() {
  try {
    writeFileSync(mutex, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') fail(`Cannot write to ${root} (${error.code}).`);
    if (isAbandoned()) rmSync(mutex, { force: true });
    return false;
  }
}

/**
 * Its owner is gone; or it is older than any installation takes, because the number of a process is used
 * again.
 */
function isAbandoned() {
  try {
    if (Date.now() - statSync(mutex).mtimeMs > 30 * 60_000) return true;
    const owner = Number(readFileSync(mutex, 'utf8'));
    if (owner > 0) process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

async function install(missing) {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  say('Installing the dependencies (npm ci): once, for up to five minutes.');
  if (existsSync(record)) say(`${missing} is missing, or of another version.`);
  const ticker = setInterval(() => say(`Still installing, ${seconds()}.`), 10_000);
  const code = await npmCi();
  clearInterval(ticker);
  if (code !== 0) {
    rmSync(mutex, { force: true });
    fail('The dependencies could not be installed; npm says why above.', code);
  }
  say(`Dependencies installed in ${seconds()}.`);
}

/** The npm that runs this script, under the same Node. Development dependencies are what runs the sources. */
function npmCi() {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const [program, programArgs] = npm ? [process.execPath, [npm, ...args]] : ['npm', args];
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => fail(`npm does not start: ${error.message}`));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function fail(line, code = 1) {
  process.stderr.write(`${line}\n`);
  process.exit(code);
}
