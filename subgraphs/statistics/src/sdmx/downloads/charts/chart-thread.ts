import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { siblingProgram } from '@civic-graph/service';
import type { Chart } from './chart.ts';

const { threadFile } = siblingProgram('chart-worker', import.meta.url);
const resourceLimits = { maxOldGenerationSizeMb: 256 };

/** Time (in milliseconds) after which a chart fails, and its thread is replaced. */
const deadlineMs = 20_000;

/** Draws charts as SVG. */
export interface ChartDrawer {
  draw(chart: Chart): Promise<string>;
}

/**
 * Draws in a thread, one chart at a time, because a large map takes a second. The thread starts with the
 * first chart and stays, because it takes as long to load the library.
 */
export class ChartThread implements ChartDrawer {
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();

  draw(chart: Chart): Promise<string> {
    const drawn = this.#last.catch(() => undefined).then(() => this.#ask(chart));
    this.#last = drawn.catch(() => undefined);
    return drawn;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }

  async #ask(chart: Chart): Promise<string> {
    const worker = this.#worker ?? this.#start();
    const stop = new AbortController();
    const { signal } = stop;
    const timer = setTimeout(() => stop.abort(), deadlineMs);
    try {
      const ended = once(worker, 'exit', { signal }).then(() => {
        throw new Error('the thread that draws charts ended');
      });
      const answer = once(worker, 'message', { signal });
      worker.postMessage(chart);
      const [svg] = (await Promise.race([answer, ended])) as [string];
      return svg;
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      clearTimeout(timer);
      stop.abort();
    }
  }

  #start(): Worker {
    const worker = new Worker(threadFile, { resourceLimits, env: {}, execArgv: [] });
    // Without a listener, an error of the thread ends the process; `exit` follows it.
    worker.on('error', () => undefined);
    worker.unref();
    this.#worker = worker;
    return worker;
  }
}
