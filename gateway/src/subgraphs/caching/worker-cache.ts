import { PublicError } from '@civic-graph/errors';
import { MemoryCache, type MemoryCacheOptions } from './memory-cache.ts';

/** The workers bus of one gateway, including this worker. */
export interface WorkerBus {
  /** Called before anything is cached: from then on `takeNote` receives every worker's invalidations. */
  join(takeNote: (tags: readonly string[]) => void): void;
  /**
   * Settles once every worker has applied it.
   * @throws Error if one has not within `timeoutMs`
   */
  publish(tags: readonly string[], timeoutMs: number): Promise<void>;
}

/** Milliseconds for all of them to apply it. */
const patience = 1_000;

/**
 * Responses in the memory of one worker among several. An invalidation reaches all of them before it is
 * acknowledged.
 */
export class WorkerCache extends MemoryCache {
  readonly #workerBus: WorkerBus;

  constructor(options: MemoryCacheOptions, workerBus: WorkerBus) {
    super(options);
    this.#workerBus = workerBus;
    workerBus.join((tags) => this.#takeNote(tags));
  }

  override async invalidate(tags: readonly string[]): Promise<void> {
    // At once, even if another worker hangs.
    this.#takeNote(tags);
    try {
      await this.#workerBus.publish(tags, patience);
    } catch {
      throw new PublicError('NOT_READY', 'a worker does not answer');
    }
  }

  #takeNote(tags: readonly string[]): void {
    this.log.record(tags, this.log.latest + 1);
  }
}
