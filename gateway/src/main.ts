import cluster from 'node:cluster';
import { ConfigurationError, closeOnSignal, logDestination } from '@civic-graph/service';

// Read by @apollo/gateway on import: without it, usage is reported to Apollo.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

try {
  const { readConfig } = await import('./config/config.ts');
  const config = readConfig(process.env);
  if (config.workers === 1) await serve(config);
  else if (cluster.isPrimary) await lead(config);
  else await serveAsWorker(config);
} catch (error) {
  // A gateway that cannot serve everything must not serve a part: one line, then exit.
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
  const [{ createGateway }, { runWorker }, { connectWorkerBus }, { default: pino }] = await Promise.all([
    import('./app/gateway.ts'),
    import('./app/workers/run-worker.ts'),
    import('./app/workers/worker-bus.ts'),
    import('pino'),
  ]);
  // A failed send means that the primary process is gone; callers that wait for its answer time out.
  const send = (message: object) => void process.send?.(message, undefined, undefined, () => undefined);
  const onMessage = (listener: (message: unknown) => void) => void process.on('message', listener);
  const logger = pino({ name: 'gateway', level: config.logLevel }, logDestination());
  const gateway = await createGateway(config, { logger, workerBus: connectWorkerBus({ send, onMessage }) });
  // The signal may come twice: from the primary process, and from a supervisor that signals all processes.
  const close = () => void gateway.close().then(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, close);
  await runWorker(gateway, { send, onMessage, logger });
}

/** This process has no gateway of its own in memory. */
async function lead({ workers: count, adminHost, adminPort, logLevel }: Config): Promise<void> {
  const [{ runWorkers }, { default: pino }] = await Promise.all([
    import('./app/workers/run-workers.ts'),
    import('pino'),
  ]);
  const logger = pino({ name: 'gateway', level: logLevel }, logDestination());
  const workers = await runWorkers({ count, adminHost, adminPort: adminPort ?? 0, logger });
  closeOnSignal(workers);
  sayReady(workers);
}

function sayReady({ url, adminUrl }: { readonly url: string; readonly adminUrl: string }): void {
  process.stdout.write(`${JSON.stringify({ level: 30, msg: 'ready', service: 'gateway', url, adminUrl })}\n`);
}
