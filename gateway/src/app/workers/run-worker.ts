import { describeError } from '@civic-graph/errors';
import type { Logger } from 'pino';
import type { Gateway } from '../gateway.ts';
import type { WorkerIsReady } from './run-workers.ts';
import { type MetricsReply, metricsFor } from './worker-metrics.ts';

/** The primary process above a worker. */
interface Lead {
  tell(message: WorkerIsReady | MetricsReply): void;
  onMessage(listener: (message: unknown) => void): void;
  readonly logger: Logger;
}

/** Makes a gateway a worker: it reports when it is ready, and its metrics on request. */
export async function runWorker(
  gateway: Pick<Gateway, 'registry' | 'listen'>,
  { tell, onMessage, logger }: Lead,
): Promise<void> {
  const report = (figure: string, error: unknown) =>
    logger.error({ figure, error: describeError(error) }, 'a figure cannot be had');
  onMessage((message) => {
    void metricsFor(message, gateway.registry, report).then((told) => told && tell(told));
  });
  const { url } = await gateway.listen();
  tell({ ready: url });
}
