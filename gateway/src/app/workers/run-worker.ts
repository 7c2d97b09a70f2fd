import { describeError } from '@civic-graph/errors';
import type { Logger } from 'pino';
import type { Gateway } from '../gateway.ts';
import type { WorkerIsReady } from './run-workers.ts';
import { type MetricsReply, metricsFor } from './worker-metrics.ts';

/** The primary process above a worker. */
interface Lead {
  send(message: WorkerIsReady | MetricsReply): void;
  onMessage(listener: (message: unknown) => void): void;
  readonly logger: Logger;
}

/** Makes a gateway a worker: it reports when it is ready, and its metrics on request. */
export async function runWorker(
  gateway: Pick<Gateway, 'registry' | 'listen'>,
  { send, onMessage, logger }: Lead,
): Promise<void> {
  const report = (metric: string, error: unknown) =>
    logger.error({ metric, error: describeError(error) }, 'a metric could not be read; its last value stays');
  onMessage((message) => {
    void metricsFor(message, gateway.registry, report).then((reply) => reply && send(reply));
  });
  const { url } = await gateway.listen();
  send({ ready: url });
}
