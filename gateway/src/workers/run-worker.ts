import { AggregatorRegistry } from 'prom-client';
import type { Gateway } from '../gateway.ts';
import type { WorkerIsReady } from './run-workers.ts';

/** What makes a gateway one of several: it tells when it serves, and its figures when it is asked. */
export async function runWorker(gateway: Gateway, tell: (message: WorkerIsReady) => void): Promise<void> {
  AggregatorRegistry.setRegistries([gateway.registry]);
  // Made to be asked: it listens to the process above.
  new AggregatorRegistry();
  const { url } = await gateway.listen();
  tell({ ready: url });
}
