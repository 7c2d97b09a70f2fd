import cluster, { type Worker as ClusterWorker } from 'node:cluster';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { Gauge, Registry } from 'prom-client';
import { InvalidationRelay, type Member } from './invalidation-relay.ts';
import { type MeteredWorker, WorkerMetrics } from './worker-metrics.ts';
import { type Worker, WorkerPool } from './worker-pool.ts';

export interface RunWorkersOptions {
  readonly count: number;
  /** Address and port of `/metrics` for all workers together. */
  readonly adminHost: string;
  readonly adminPort: number;
  readonly logger: Logger;
}

const tickEveryMs = 5_000;

/** A worker's messages. */
export interface WorkerIsReady {
  readonly ready: string;
}

/**
 * Runs a gateway on several cores: this process distributes connections to workers, sums their metrics and
 * forwards invalidations. It serves nothing itself.
 * @throws WorkersNotReady
 */
export async function runWorkers({ count, adminHost, adminPort, logger }: RunWorkersOptions) {
  const relay = new InvalidationRelay();
  const metrics = new WorkerMetrics();
  const pool = new WorkerPool({
    count,
    fork(slot) {
      const worker = cluster.fork({ WORKER_SLOT: String(slot) });
      connect(worker, relay);
      report(worker, metrics, logger);
      return asWorker(worker);
    },
    report: (event) => logger.error(event, 'a worker has ended; it is being replaced'),
  });
  const url = await pool.start();
  const own = new Registry();
  new Gauge({
    name: 'civic_gateway_worker_restarts',
    help: 'Worker processes replaced since the start after an unexpected end',
    registers: [own],
    collect() {
      this.set(pool.restarts);
    },
  });
  const ticking = setInterval(() => metrics.tick(), tickEveryMs).unref();
  const admin = createServer(async (request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    try {
      const text = `${await metrics.text()}\n${await own.metrics()}`;
      response.writeHead(200, { 'content-type': own.contentType }).end(text);
    } catch {
      response.writeHead(503).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    admin.once('error', reject).listen(adminPort, adminHost, resolve);
  });
  return {
    url,
    adminUrl: `http://${adminHost}:${(admin.address() as AddressInfo).port}`,
    async close(): Promise<void> {
      await pool.stop();
      clearInterval(ticking);
      admin.closeAllConnections();
      admin.close();
    },
  };
}

function connect(worker: ClusterWorker, relay: InvalidationRelay): void {
  // An ending worker receives nothing more; its exit follows.
  const member: Member = { send: (message) => void worker.send(message, () => undefined) };
  worker.on('message', (message: unknown) => relay.receive(member, message));
  worker.once('exit', () => relay.leave(member));
}

/** Joins the metrics once the worker is ready: while it starts, it may be too busy to answer. */
function report(worker: ClusterWorker, metrics: WorkerMetrics, logger: Logger): void {
  const metered: MeteredWorker = {
    send: (message) => void worker.send(message, () => undefined),
    kill() {
      logger.error({ pid: worker.process.pid }, 'a worker has been silent for half a minute; it is killed');
      worker.process.kill('SIGKILL');
    },
  };
  worker.on('message', (message: unknown) => {
    if (isReadyMessage(message)) metrics.join(metered);
    else metrics.receive(metered, message);
  });
  worker.once('exit', () => metrics.leave(metered));
}

function asWorker(worker: ClusterWorker): Worker {
  return {
    onReady: (ready) =>
      void worker.on('message', (message: unknown) => {
        if (isReadyMessage(message)) ready(message.ready);
      }),
    onExit: (exited) => void worker.once('exit', (code, signal) => exited(code ?? signal)),
    stop: () => void worker.process.kill('SIGTERM'),
  };
}

function isReadyMessage(message: unknown): message is WorkerIsReady {
  return typeof message === 'object' && message !== null && 'ready' in message;
}
