import { execFile } from 'node:child_process';
import { chmod, chown, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@civic-graph/testing';
import { type Ran, runProcess } from '../../../../packages/cli/src/run-civic.fixture.ts';
import { smallFeed, zipOf } from '../../../../subgraphs/transport/test/small-feed.ts';
import { repository } from '../../../e2e/compose/compose-file.ts';
import type { ProvinceFiles } from '../../../e2e/production/province.ts';
import type { Deployed } from '../../../e2e/production/running.ts';

/** The compose file's services in containers, at the ports that it publishes. */
export interface DeployedImages extends Deployed {
  /** Path of the environment file. */
  readonly settings: string;
  /** Runs Compose on the deployment. @throws Error with its output if it fails */
  compose(...args: readonly string[]): Promise<string>;
  /** Changes the environment file. */
  configure(values: Readonly<Record<string, string>>): Promise<void>;
  /** Adds a Compose file, which is merged last. @param text in YAML */
  extend(text: string): Promise<void>;
}

const override = fileURLToPath(new URL('./images.compose.yaml', import.meta.url));
/** The user of the containers, `node`. */
const user = 1_000;

/** As docs/how-to/operate/install.md says, from the example's environment file to `docker compose up`. */
export async function deployImages(
  command: readonly string[],
  province: ProvinceFiles,
): Promise<DeployedImages> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-images-'));
  await chmod(folder, 0o755);
  await readableByContainers(province.folder);
  const settings = join(folder, '.env');
  await copyFile(join(repository, 'deploy/production.env.example'), settings);
  const secrets = ['secrets', 'generate', '--agencies', 'transport,finance', '--env-file', settings];
  const generated = await runProcess(secrets);
  if (generated.code !== 0) throw new Error(generated.stderr);
  await mkdir(join(folder, 'feeds'));
  await writeFile(join(folder, 'feeds/city.zip'), zipOf(smallFeed));
  // A host name, because browsers do not allow passkeys at an IP address.
  const issuer = 'http://localhost:8081';
  await fillIn(settings, {
    ISSUER_URL: issuer,
    TOKEN_AUDIENCE: 'https://graph.city.example',
    TRANSPORT_FEEDS: join(folder, 'feeds'),
    TRANSPORT_FEED: 'city.zip',
    TRANSPORT_REGION: '330100',
    STATISTICS_DATASETS: join(repository, 'subgraphs/statistics/datasets'),
    STATISTICS_AGENCIES: 'statistics,transport,education',
    SIGN_IN_FOLDER: province.folder,
    SIGN_IN_PROVIDERS: '/sign-in/providers.json',
    WORKERS: '1',
  });
  const [program = '', ...own] = command;
  const files = ['--file', join(repository, 'docker-compose.yml'), '--file', override];
  const flags = () => [...own, '--progress', 'quiet', '--env-file', settings, ...files];
  const run = (args: readonly string[]): Promise<Ran> =>
    new Promise((resolve) => {
      const options = { cwd: repository, maxBuffer: 1e8 };
      const child = execFile(program, [...flags(), ...args], options, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  const compose = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await run(args);
    if (code !== 0) throw new Error(`compose ${args.join(' ')} has failed (${code}):\n${stderr}${stdout}`);
    return stdout;
  };
  const once = ['run', '--rm', '--no-deps', '-T'];
  const deployed: DeployedImages = {
    graph: 'http://localhost:8080',
    issuer,
    settings,
    compose,
    configure: (values) => fillIn(settings, values),
    async extend(text) {
      const file = join(folder, 'docker-compose.override.yml');
      await writeFile(file, text);
      files.push('--file', file);
    },
    operate(args) {
      const mounts = args.filter(isAbsolute).flatMap((file) => ['--volume', `${file}:${file}:ro`]);
      return run([...once, ...mounts, 'identity', 'civic', ...args]);
    },
    verifyJournals: () => run([...once, 'audit']),
    async stop() {
      const down = await run(['--profile', '*', 'down', '--volumes', '--timeout', '20']);
      if (down.code !== 0) console.error(`the deployment does not end:\n${down.stderr}`);
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await compose('up', '--detach', '--no-build');
    // The balancer has to resolve the names of the others first.
    await eventually(() => expectUp(`${deployed.graph}/readyz`), { withinMs: 60_000 });
    await eventually(() => expectUp(`${issuer}/jwks`), { withinMs: 60_000 });
    return deployed;
  } catch (error) {
    const logs = await run(['logs', '--tail', '20']);
    await deployed.stop();
    throw new Error(`the deployment does not start:\n${logs.stdout}`, { cause: error });
  }
}

async function fillIn(file: string, values: Readonly<Record<string, string>>): Promise<void> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const kept = lines.filter((line) => !Object.hasOwn(values, line.split('=')[0] ?? ''));
  const added = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  await writeFile(file, [...kept, ...added, ''].join('\n'));
}

async function readableByContainers(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const name of await readdir(folder)) await chown(join(folder, name), user, user);
}

async function expectUp(url: string): Promise<void> {
  const { ok, status } = await fetch(url);
  if (!ok) throw new Error(`${url} answers ${status}`);
}
