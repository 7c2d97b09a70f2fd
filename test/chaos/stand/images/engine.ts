import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { eventually } from '@civic-graph/testing';
import { findProgram } from '../../../find-program.ts';
import { startProgram } from '../../../node-process.ts';

const run = promisify(execFile);

/** Podman with its own storage, in its own network namespace: containers reach nothing outside it. */
export interface Engine {
  readonly folder: string;
  /** For buildah and podman, and for Compose at the service's socket. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs a program in the network in which the ports of the containers are published. */
  readonly inside: readonly string[];
  /** Ends all containers, and removes them with their images. */
  close(): Promise<void>;
}

/** Program, and the Debian package that has it. */
const packages: Readonly<Record<string, string>> = {
  buildah: 'buildah',
  podman: 'podman',
  runc: 'runc',
  debootstrap: 'debootstrap',
  nft: 'nftables',
  ip: 'iproute2',
  '/usr/lib/podman/netavark': 'netavark',
  '/usr/lib/podman/aardvark-dns': 'aardvark-dns',
  '/usr/libexec/podman/catatonit': 'catatonit',
  'chromium-headless-shell': 'chromium-headless-shell',
};

/** @throws Error that names the missing Debian packages */
export function assertInstalled(): void {
  const isThere = (program: string) =>
    program.startsWith('/') ? existsSync(program) : findProgram(program) !== null;
  const missing = Object.entries(packages).flatMap(([program, name]) => (isThere(program) ? [] : [name]));
  if (missing.length > 0) {
    const install = `apt-get install --no-install-recommends ${missing.join(' ')}`;
    throw new Error(`images cannot be built and run without ${missing.join(', ')}: ${install}`);
  }
  if (process.getuid?.() !== 0)
    throw new Error('only root may create networks and containers: run it as root');
}

export async function openEngine(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-engine-'));
  const env = { ...(await writeSettings(folder)), DOCKER_HOST: `unix://${folder}/engine.sock` };
  const network = basename(folder);
  await run('ip', ['netns', 'add', network]);
  await run('ip', ['-n', network, 'link', 'set', 'lo', 'up']);
  const inside = ['nsenter', `--net=/run/netns/${network}`, '--'];
  const service = ['podman', 'system', 'service', '--time', '0', env.DOCKER_HOST];
  const podman = startProgram('podman', [...inside, ...service], env, '/');
  const checks = new AbortController();
  const checking = checkHealth(env, checks.signal);
  // Without waiting, so that an interrupted row leaves nothing behind either.
  const cleanUp = () => {
    const removal = [...inside, 'podman', 'rm', '--all', '--force', '--time', '0'];
    spawnSync(removal[0] ?? '', removal.slice(1), { env: { ...process.env, ...env } });
    spawnSync('ip', ['netns', 'delete', network]);
    for (const mount of mountsBelow(folder)) spawnSync('umount', ['--lazy', mount]);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', cleanUp);
  const engine: Engine = {
    folder,
    env,
    inside,
    async close() {
      checks.abort();
      await checking;
      await podman.end();
      process.off('exit', cleanUp);
      cleanUp();
    },
  };
  try {
    await eventually(() => run('podman', ['--url', env.DOCKER_HOST, 'version']), { withinMs: 60_000 });
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function writeSettings(folder: string) {
  const storage = join(folder, 'storage.conf');
  const containers = join(folder, 'containers.conf');
  const limits = await readFile('/proc/self/limits', 'utf8');
  const hard = (name: string) => new RegExp(`^${name}\\s+\\S+\\s+(\\d+)`, 'm').exec(limits)?.[1] ?? '1048576';
  // By default they are raised to a million, which a process without CAP_SYS_RESOURCE may not do.
  const [files, processes] = [hard('Max open files'), hard('Max processes')];
  await mkdir(join(folder, 'networks'));
  await writeFile(
    storage,
    `[storage]\ndriver = "overlay"\ngraphroot = "${folder}/storage"\nrunroot = "${folder}/run"\n`,
  );
  await writeFile(
    containers,
    `[containers]
default_ulimits = ["nofile=${files}:${files}", "nproc=${processes}:${processes}"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
# By default a monitor of each \`exec\` stays for five minutes, and then makes the removed storage again.
exit_command_delay = 1
[network]
network_backend = "netavark"
network_config_dir = "${folder}/networks"
`,
  );
  return {
    CONTAINERS_STORAGE_CONF: storage,
    CONTAINERS_CONF: containers,
    BUILDAH_ISOLATION: 'chroot',
    PODMAN_IGNORE_CGROUPSV1_WARNING: 'true',
    DISABLE_HC_SYSTEMD: 'true',
  };
}

/** Runs the HEALTHCHECK of each container again and again, which podman leaves to timers of systemd. */
async function checkHealth(env: Readonly<Record<string, string>>, signal: AbortSignal): Promise<void> {
  const options = { env: { ...process.env, ...env } };
  const checkAll = async () => {
    const { stdout } = await run('podman', ['ps', '--quiet'], options);
    for (const id of stdout.split('\n').filter((line) => line !== '')) {
      // It exits with 1 while the container is not healthy, and with 125 if it has no check.
      await run('podman', ['healthcheck', 'run', id], options).catch(() => undefined);
    }
  };
  while (!signal.aborted) {
    await checkAll().catch(() => undefined);
    await wait(2_000, undefined, { signal }).catch(() => undefined);
  }
}

/** Layers that a failed build has left, innermost first. */
function mountsBelow(folder: string): readonly string[] {
  const lines = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  return lines
    .flatMap((line) => line.split(' ')[1] ?? [])
    .filter((path) => path.startsWith(`${folder}/`))
    .reverse();
}
