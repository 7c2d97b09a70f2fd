import { entryText, type NotedRevocation } from '@civic-graph/audit';
import type { OpenedJournal } from '@civic-graph/audit/writer';
import { growingLru } from '../lib/growing-lru.ts';

/** Those of half an hour, as many as the gateway itself remembers. */
const remembered = 100_000;
/** Keeps an entry below the length that the identity service accepts. */
const perNote = 1_000;

/** A revocation as the identity service announced it. */
export type AnnouncedRevocation = NotedRevocation & {
  /** Distinguishes a second revocation of the same app from a repeated message. */
  readonly expiresAt: number;
};

/** Revocations on their way into the journal; a failed write is repeated, a repeated message is not noted. */
export class RevocationNotes {
  readonly #now: () => string;
  readonly #known = growingLru<true>(remembered);
  #waiting: NotedRevocation[] = [];
  #writing: Promise<void> | null = null;

  /** @param now RFC 3339, in UTC */
  constructor(now: () => string) {
    this.#now = now;
  }

  add(revocations: readonly AnnouncedRevocation[]): void {
    for (const { kind, id, expiresAt } of revocations) {
      const key = `${kind} ${id} ${expiresAt}`;
      if (this.#known.has(key) || this.#waiting.length >= remembered) continue;
      this.#known.set(key, true);
      this.#waiting.push({ kind, id });
    }
  }

  /** Writes what is waiting. Never rejects: what cannot be written waits for the next call. */
  write(journal: Pick<OpenedJournal['journal'], 'appendNote'>): Promise<void> {
    this.#writing ??= this.#writeAll(journal).finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  async #writeAll(journal: Pick<OpenedJournal['journal'], 'appendNote'>): Promise<void> {
    while (this.#waiting.length > 0) {
      const revocations = this.#waiting.slice(0, perNote);
      try {
        await journal.appendNote(
          entryText({ kind: 'note', time: this.#now(), event: 'revoked', revocations }),
        );
      } catch {
        return;
      }
      this.#waiting = this.#waiting.slice(revocations.length);
    }
  }
}
