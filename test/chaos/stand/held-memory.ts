import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'undici';
import type { GatewayProcess } from './gateway-process.ts';

/** Environment of a gateway whose memory will be measured. */
export const inspectable = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

/**
 * Memory of a gateway after garbage collection, in MB; uncollected garbage would hide a leak.
 *
 * @param gateway started with `inspectable`
 */
export async function heldMemoryMb(
  gateway: Pick<GatewayProcess, 'output' | 'rssMb'>,
  { settleMs = 500 } = {},
): Promise<number> {
  const address = /Debugger listening on (ws:\S+)/.exec(gateway.output)?.[1];
  if (address === undefined) throw new Error('the gateway was not started with an inspector');
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('the inspector does not answer')));
  });
  try {
    // The next collection frees what finalizers release.
    for (let id = 1; id <= 3; id += 1) {
      const done = new Promise<void>((resolve) =>
        socket.addEventListener('message', () => resolve(), { once: true }),
      );
      socket.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }));
      await done;
      await wait(settleMs);
    }
    return gateway.rssMb();
  } finally {
    socket.close();
  }
}
