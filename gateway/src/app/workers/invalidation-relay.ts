import { fromWorker, type ToWorker } from './invalidation-messages.ts';

/** A worker that receives invalidations. */
export interface Member {
  send(message: ToWorker): void;
}

interface Round {
  readonly asker: Member;
  /** The sender's own. */
  readonly id: number;
  readonly missing: Set<Member>;
}

/**
 * Forwards one worker's invalidation to all, and acknowledges it when all have applied it. A worker that has
 * not joined has no cache yet: it joins before it listens.
 */
export class InvalidationRelay {
  readonly #members = new Set<Member>();
  readonly #ended = new WeakSet<Member>();
  readonly #rounds = new Map<number, Round>();
  #last = 0;

  receive(worker: Member, message: unknown): void {
    const { data } = fromWorker.safeParse(message);
    switch (data?.invalidation) {
      case 'join':
        // Its exit may be known before its last message.
        if (!this.#ended.has(worker)) this.#members.add(worker);
        break;
      case 'invalidate':
        this.#begin(worker, data.id, data.tags);
        break;
      case 'applied':
        this.#note(data.round, worker);
        break;
    }
  }

  /** A worker that is gone serves nothing. */
  leave(worker: Member): void {
    this.#ended.add(worker);
    this.#members.delete(worker);
    for (const round of [...this.#rounds.keys()]) this.#note(round, worker);
  }

  #begin(asker: Member, id: number, tags: string[]): void {
    this.#last += 1;
    const round = this.#last;
    this.#rounds.set(round, { asker, id, missing: new Set(this.#members) });
    for (const member of this.#members) member.send({ invalidation: 'apply', round, tags });
  }

  #note(number: number, worker: Member): void {
    const round = this.#rounds.get(number);
    if (!round?.missing.delete(worker) || round.missing.size > 0) return;
    this.#rounds.delete(number);
    round.asker.send({ invalidation: 'invalidated', id: round.id });
  }
}
