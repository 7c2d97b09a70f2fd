import { fromWorker, type ToWorker } from './invalidation-messages.ts';

/** A worker that is told of invalidations. */
export interface Member {
  send(message: ToWorker): void;
}

interface Round {
  readonly asker: Member;
  /** The asker's own. */
  readonly id: number;
  readonly missing: Set<Member>;
}

/**
 * Passes on to all workers what one was told, and says so to that one when all have taken note. Whoever has
 * not joined keeps nothing yet: a worker joins before it asks for the port.
 */
export class InvalidationRelay {
  readonly #members = new Set<Member>();
  readonly #gone = new WeakSet<Member>();
  readonly #rounds = new Map<number, Round>();
  #last = 0;

  hear(worker: Member, message: unknown): void {
    const { data } = fromWorker.safeParse(message);
    switch (data?.invalidation) {
      case 'join':
        // Its end may be known before what it has said last.
        if (!this.#gone.has(worker)) this.#members.add(worker);
        break;
      case 'tell':
        this.#begin(worker, data.id, data.tags);
        break;
      case 'noted':
        this.#note(data.round, worker);
        break;
    }
  }

  /** One that is gone gives nothing out. */
  leave(worker: Member): void {
    this.#gone.add(worker);
    this.#members.delete(worker);
    for (const round of [...this.#rounds.keys()]) this.#note(round, worker);
  }

  #begin(asker: Member, id: number, tags: string[]): void {
    this.#last += 1;
    const round = this.#last;
    this.#rounds.set(round, { asker, id, missing: new Set(this.#members) });
    for (const member of this.#members) member.send({ invalidation: 'note', round, tags });
  }

  #note(number: number, worker: Member): void {
    const round = this.#rounds.get(number);
    if (!round?.missing.delete(worker) || round.missing.size > 0) return;
    this.#rounds.delete(number);
    round.asker.send({ invalidation: 'told', id: round.id });
  }
}
