import type { Gateway } from '../gateway.ts';
import type { WorkerIsReady } from './run-workers.ts';
import { figuresFor, type TellFigures } from './worker-figures.ts';

/** The process above a worker. */
interface Lead {
  tell(message: WorkerIsReady | TellFigures): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** What makes a gateway one of several: it tells when it serves, and its figures when it is asked. */
export async function runWorker(gateway: Gateway, { tell, onMessage }: Lead): Promise<void> {
  onMessage((message) => {
    void figuresFor(message, gateway.registry).then((told) => told && tell(told));
  });
  const { url } = await gateway.listen();
  tell({ ready: url });
}
