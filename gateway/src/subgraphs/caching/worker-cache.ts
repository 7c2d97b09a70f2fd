import { PublicError } from '@civic-graph/errors';
import { MemoryCache, type MemoryCacheOptions } from './memory-cache.ts';

/** The workers of one gateway, this one among them. */
export interface WorkerBus {
  /**
   * To be called before anything is kept: from then on `takeNote` is told of what any of them invalidates.
   */
  join(takeNote: (tags: readonly string[]) => void): void;
  /** Settles once all that have joined have taken note. @throws Error where one has not within `timeoutMs` */
  tell(tags: readonly string[], timeoutMs: number): Promise<void>;
}

/** Milliseconds for all of them to take note. */
const patience = 1_000;

/**
 * Answers in the memory of one of several workers. What an agency tells one of them, all know when it is
 * answered.
 */
export class WorkerCache extends MemoryCache {
  readonly #siblings: WorkerBus;

  constructor(options: MemoryCacheOptions, siblings: WorkerBus) {
    super(options);
    this.#siblings = siblings;
    siblings.join((tags) => this.#takeNote(tags));
  }

  override async invalidate(tags: readonly string[]): Promise<void> {
    // At once, whoever else hangs: this one knows it.
    this.#takeNote(tags);
    try {
      await this.#siblings.tell(tags, patience);
    } catch {
      throw new PublicError('NOT_READY', 'a worker does not answer');
    }
  }

  #takeNote(tags: readonly string[]): void {
    this.log.record(tags, this.log.latest + 1);
  }
}
