import cluster from 'node:cluster';
import { ConfigurationError, logDestination } from '@civic-graph/config';

// Read by @apollo/gateway on import: without it, usage is reported to Apollo.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

const signals = ['SIGTERM', 'SIGINT'] as const;

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
interface Running {
  close(): Promise<void>;
}

async function serve(config: Config): Promise<void> {
  const { createGateway } = await import('./app/gateway.ts');
  const gateway = await createGateway(config);
  const addresses = await gateway.listen();
  stopInOrder(gateway);
  sayReady(addresses);
}

async function serveAsWorker(config: Config): Promise<void> {
  const [{ createGateway }, { runWorker }, { connectWorkerBus }, { pino }] = await Promise.all([
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
  for (const signal of signals) process.on(signal, () => void stop(gateway));
  await runWorker(gateway, { send: send, onMessage, logger });
}

/** This process has no gateway of its own in memory. */
async function lead({ workers: count, adminPort, logLevel }: Config): Promise<void> {
  const [{ runWorkers }, { pino }] = await Promise.all([
    import('./app/workers/run-workers.ts'),
    import('pino'),
  ]);
  const logger = pino({ name: 'gateway', level: logLevel }, logDestination());
  const workers = await runWorkers({ count, adminPort: adminPort ?? 0, logger });
  stopInOrder(workers);
  sayReady(workers);
}

/** Handles the first signal; a second one ends the process at once. */
function stopInOrder(running: Running): void {
  for (const signal of signals) process.once(signal, () => void stop(running));
}

async function stop(running: Running): Promise<void> {
  await running.close();
  process.exit(0);
}

function sayReady({ url, adminUrl }: { readonly url: string; readonly adminUrl: string }): void {
  process.stdout.write(`${JSON.stringify({ level: 30, msg: 'ready', service: 'gateway', url, adminUrl })}\n`);
}
