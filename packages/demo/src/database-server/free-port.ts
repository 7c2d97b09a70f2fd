import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below those that systems give to whoever connects somewhere (from 32768 on Linux, from 49152 elsewhere):
 * such a one could be gone to a mere connection before the service that it was found for has started.
 */
const [lowest, count] = [15_000, 17_000];
/** Each process begins at another place, or two that look at the same time would find the same. */
let next = (process.pid * 257) % count;

/**
 * A port of the loopback interface that nobody listens on at this moment; another program may still take it.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < count; tries += 1) {
    const port = lowest + next;
    next = (next + 1) % count;
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${lowest} to ${lowest + count} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
