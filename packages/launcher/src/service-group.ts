import type { DataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';
import { readLogLine } from './log-line.ts';
import type { Progress } from './progress.ts';
import { lastWords, untilReady } from './readiness.ts';
import { type ServiceProcess, startService } from './service-process.ts';
import type { Service } from './services.ts';
import { watchSources } from './watch-sources.ts';

export interface ServiceGroupOptions {
  readonly data: DataDirectory;
  readonly progress: Progress;
  /** Aborts the start. */
  readonly signal: AbortSignal;
  /** Restarts a service when its sources change; an ended one waits for the next change. */
  readonly watch: boolean;
}

/** The processes of a demo, started in parallel; if one fails, all are stopped. */
export class ServiceGroup {
  /** Rejects when a service ends unexpectedly. */
  readonly failure: Promise<never>;

  readonly #options: ServiceGroupOptions;
  readonly #running = new Map<Service['name'], ServiceProcess>();
  readonly #watchers: (() => void)[] = [];
  #stopping = false;
  #fail: (error: unknown) => void = () => {};

  constructor(options: ServiceGroupOptions) {
    this.#options = options;
    this.failure = new Promise((_resolve, reject) => {
      this.#fail = reject;
    });
    // It may reject before there is a listener.
    this.failure.catch(() => {});
  }

  /** @throws LaunchError if a service ends instead of becoming ready; others may still be running */
  async start(services: readonly Service[]): Promise<void> {
    const run = async (service: Service) => {
      this.#options.signal.throwIfAborted();
      await this.#run(service);
    };
    await Promise.all(services.map(run));
    for (const service of services) this.#watch(service);
  }

  /** Starts a service that needs the others. @throws LaunchError if it ends instead of becoming ready */
  async add(service: Service): Promise<void> {
    this.#options.signal.throwIfAborted();
    await this.#run(service);
    this.#watch(service);
  }

  /** Stops the gateway first, while the subgraphs still answer its requests in flight. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const unwatch of this.#watchers.splice(0)) unwatch();
    await this.#running.get('gateway')?.stop();
    await Promise.all([...this.#running.values()].map((running) => running.stop()));
  }

  async #run(service: Service): Promise<void> {
    const { data, progress, signal } = this.#options;
    const { name, url } = service;
    const running = startService(service, {
      logFile: data.file('logs', `${name}.log`),
      onLine: (line) => this.#show(name, line),
    });
    this.#running.set(name, running);
    await progress.step(
      name,
      () => untilReady(running, signal),
      () => `ready on ${url}`,
    );
    void running.exited.then(() => this.#ended(running));
  }

  async #ended(running: ServiceProcess): Promise<void> {
    if (this.#stopping || this.#running.get(running.service.name) !== running) return;
    const { watch, progress } = this.#options;
    if (watch) progress.say(running.service.name, await lastWords(running, 'has ended'));
    else this.#fail(new LaunchError(await lastWords(running, 'has ended, and all else is stopped')));
  }

  #watch(service: Service): void {
    if (!this.#options.watch) return;
    let restarting = Promise.resolve();
    const restart = async () => {
      const running = this.#running.get(service.name);
      this.#running.delete(service.name);
      await running?.stop();
      if (!this.#stopping) await this.#run(service);
    };
    const unwatch = watchSources(service, () => {
      restarting = restarting
        .then(restart)
        .catch((error) => this.#options.progress.say(service.name, String(error.message)));
    });
    this.#watchers.push(unwatch);
  }

  #show(name: Service['name'], line: string): void {
    const { progress, data } = this.#options;
    const read = readLogLine(line);
    if (read.kind === 'progress' && !this.#stopping) progress.say(name, read.text);
    if (read.kind === 'failure') progress.say(name, `${read.text}; see ${data.file('logs', `${name}.log`)}`);
  }
}
