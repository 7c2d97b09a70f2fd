import { once } from 'node:events';
import { createServer } from 'node:net';
import { startCommand } from './commands.ts';
import type { Environment, ListeningPort } from './config.ts';
import { LaunchError } from './launch-error.ts';

/**
 * Checks the ports before anything starts, so that a busy port leaves no half-started demo.
 *
 * @throws LaunchError that names every unusable port with its variable, and one command with free ones that
 * otherwise starts what `env` asks for
 */
export async function refuseBusyPorts(ports: readonly ListeningPort[], env: Environment = {}): Promise<void> {
  const faults: string[] = [];
  const others: Record<string, string> = {};
  const taken = new Set(ports.map(({ port }) => port));
  for (const wanted of ports) {
    const code = await refusalOf(wanted);
    if (code === null) continue;
    faults.push(explain(wanted, code));
    if (!aboutThePort.has(code)) continue;
    const other = await anotherPort(wanted, taken);
    taken.add(other);
    others[wanted.variable] = String(other);
  }
  if (faults.length === 0) return;
  const hint = Object.keys(others).length > 0 ? `; choose others: ${startCommand(env, others)}` : '';
  throw new LaunchError(`${faults.join('; ')}${hint}`);
}

/** Checks only free ports for blocking, because a listener could stall the request. */
async function refusalOf(wanted: ListeningPort): Promise<string | null> {
  return (await tryToListen(wanted)) ?? ((await isBlocked(wanted)) ? 'BLOCKED' : null);
}

/** Returns the next free port, in steps that keep the ports of one demo together. */
async function anotherPort(
  { variable, host, port }: ListeningPort,
  taken: ReadonlySet<number>,
): Promise<number> {
  const first = port < 1_024 ? 4_000 : port;
  for (let other = first + 500; other < 65_536; other += 500) {
    if (!taken.has(other) && (await refusalOf({ variable, host, port: other })) === null) return other;
  }
  return port < 32_000 ? port + 1 : port - 1;
}

/** Whether browsers and `fetch` refuse the port, as one of another protocol (Fetch Standard, "bad port"). */
async function isBlocked({ port }: ListeningPort): Promise<boolean> {
  const refusal: unknown = await fetch(`http://127.0.0.1:${port}`, {
    method: 'HEAD',
    redirect: 'error',
  }).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.cause : null),
  );
  return refusal instanceof Error && refusal.message === 'bad port';
}

async function tryToListen({ host, port }: ListeningPort): Promise<string | null> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  } finally {
    server.close();
  }
}

/** Refusals that another port can avoid. */
const aboutThePort: ReadonlySet<string> = new Set(['EADDRINUSE', 'BLOCKED', 'EACCES']);

function explain({ variable, host, port }: ListeningPort, code: string): string {
  if (code === 'EADDRINUSE') return `${variable}: port ${port} is in use by another program`;
  if (code === 'BLOCKED') return `${variable}: browsers refuse to open port ${port}`;
  if (code === 'EACCES') return `${variable}: port ${port} is for root only`;
  return `HOST: cannot listen on ${host} (${code})`;
}
