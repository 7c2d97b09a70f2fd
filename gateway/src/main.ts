import cluster from 'node:cluster';
import { ConfigurationError, closeOnSignal, logDestination } from '@civic-graph/service';

// Read by @apollo/gateway when it is imported: it would report to its maker otherwise.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

try {
  const { readConfig } = await import('./config/config.ts');
  const config = readConfig(process.env);
  if (config.workers === 1) await serve(config);
  else if (cluster.isPrimary) await lead(config);
  else await serveAsWorker(config);
} catch (error) {
  // What cannot be served must not be half served: one line, then the end.
  const line = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const isExpected = error instanceof ConfigurationError || (error instanceof Error && 'code' in error);
  process.stderr.write(`gateway does not start: ${line}\n${isExpected ? '' : `${(error as Error).stack}\n`}`);
  process.exit(1);
}

type Config = import('./config/config.ts').GatewayConfig;

async function serve(config: Config): Promise<void> {
  const { createGateway } = await import('./app/gateway.ts');
  const gateway = await createGateway(config);
  const addresses = await gateway.listen();
  closeOnSignal(gateway);
  sayReady(addresses);
}

async function serveAsWorker(config: Config): Promise<void> {
  const [{ createGateway }, { runWorker }, { connectWorkerBus }, { pino }] = await Promise.all([
    import('./app/gateway.ts'),
    import('./app/workers/run-worker.ts'),
    import('./app/workers/worker-bus.ts'),
    import('pino'),
  ]);
  // Where the process above is gone nobody is told; whoever waits for an answer gives up by himself.
  const send = (message: object) => void process.send?.(message, undefined, undefined, () => undefined);
  const onMessage = (listener: (message: unknown) => void) => void process.on('message', listener);
  const logger = pino({ name: 'gateway', level: config.logLevel }, logDestination());
  const gateway = await createGateway(config, { logger, siblings: connectWorkerBus({ send, onMessage }) });
  // As often as it is told: by the process above, and by whoever stops all processes of a service at once.
  const close = () => void gateway.close().then(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, close);
  await runWorker(gateway, { tell: send, onMessage, logger });
}

/** This process has no gateway of its own in memory. */
async function lead({ workers: count, adminPort, logLevel }: Config): Promise<void> {
  const [{ runWorkers }, { pino }] = await Promise.all([
    import('./app/workers/run-workers.ts'),
    import('pino'),
  ]);
  const logger = pino({ name: 'gateway', level: logLevel }, logDestination());
  const workers = await runWorkers({ count, adminPort: adminPort ?? 0, logger });
  closeOnSignal(workers);
  sayReady(workers);
}

function sayReady({ url, adminUrl }: { readonly url: string; readonly adminUrl: string }): void {
  process.stdout.write(`${JSON.stringify({ level: 30, msg: 'ready', service: 'gateway', url, adminUrl })}\n`);
}
