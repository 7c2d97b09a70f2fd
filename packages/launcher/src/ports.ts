import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ListeningPort } from './config.ts';
import { LaunchError } from './launch-error.ts';

/**
 * Looks before anything is started, so that a busy port costs no half-started demo.
 *
 * @throws LaunchError that names the port, its variable and what to do
 */
export async function refuseBusyPorts(ports: readonly ListeningPort[]): Promise<void> {
  for (const wanted of ports) {
    // Only a port that is free is asked: there nobody can keep us waiting.
    const code = (await tryToListen(wanted)) ?? ((await isBlocked(wanted)) ? 'BLOCKED' : null);
    if (code !== null) throw new LaunchError(explain(wanted, code));
  }
}

/** Ports that no browser, and no `fetch`, connects to: those of other protocols (Fetch Standard, "bad port"). */
async function isBlocked({ port }: ListeningPort): Promise<boolean> {
  const refusal: unknown = await fetch(`http://127.0.0.1:${port}`, { method: 'HEAD' }).then(
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

function explain({ variable, host, port }: ListeningPort, code: string): string {
  const another = `choose another one: ${variable}=${port < 65_000 ? port + 500 : 4_500} npm start`;
  if (code === 'EADDRINUSE') return `${variable}: port ${port} is in use by another program; ${another}`;
  if (code === 'BLOCKED') return `${variable}: browsers refuse to open port ${port}; ${another}`;
  if (code === 'EACCES') return `${variable}: port ${port} is for root only; ${another}`;
  return `HOST: cannot listen on ${host} (${code})`;
}
