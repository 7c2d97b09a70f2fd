import { siblingProgram } from '@civic-graph/service';
import { AnsweringThread } from '../answering-thread.ts';
import type { Chart } from './chart.ts';

const { threadFile } = siblingProgram('chart-worker', import.meta.url);

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
  #thread: AnsweringThread | null = null;
  #last: Promise<unknown> = Promise.resolve();

  draw(chart: Chart): Promise<string> {
    const drawn = this.#last.catch(() => undefined).then(() => this.#draw(chart));
    this.#last = drawn.catch(() => undefined);
    return drawn;
  }

  async close(): Promise<void> {
    await this.#thread?.end();
    this.#thread = null;
  }

  async #draw(chart: Chart): Promise<string> {
    this.#thread ??= new AnsweringThread(threadFile, { heapMb: 256 });
    try {
      return String(await this.#thread.ask(chart, AbortSignal.timeout(deadlineMs)));
    } catch (error) {
      await this.close();
      throw error;
    }
  }
}
