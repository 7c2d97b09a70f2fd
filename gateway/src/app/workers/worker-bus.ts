import { within } from '../../lib/redis/within.ts';
import type { WorkerBus } from '../../subgraphs/caching/worker-cache.ts';
import { type FromWorker, toWorker } from './invalidation-messages.ts';

/** The primary process above a worker. */
export interface Parent {
  send(message: object): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** The other workers, through the primary process. */
export function connectWorkerBus(parent: Parent): WorkerBus {
  const send = (message: FromWorker) => parent.send(message);
  const waiting = new Map<number, () => void>();
  let last = 0;
  return {
    join(takeNote) {
      parent.onMessage((message) => {
        const { data } = toWorker.safeParse(message);
        if (data?.invalidation === 'apply') {
          takeNote(data.tags);
          send({ invalidation: 'applied', round: data.round });
        } else if (data?.invalidation === 'invalidated') {
          waiting.get(data.id)?.();
        }
      });
      send({ invalidation: 'join' });
    },
    async publish(tags, timeoutMs) {
      last += 1;
      const id = last;
      const done = new Promise<void>((resolve) => waiting.set(id, resolve));
      send({ invalidation: 'invalidate', id, tags: [...tags] });
      await within(timeoutMs, done).finally(() => waiting.delete(id));
    },
  };
}
