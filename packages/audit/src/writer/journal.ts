import { type JournalFolder, segmentFile } from '../files/journal-folder.ts';
import { entryText, type Link, nextLink } from '../format/chain.ts';
import { afterResponsive } from './after-responsive.ts';
import { CommitBatch } from './commit-batch.ts';
import { type JournalFile, type OpenJournalFile, openJournalFile } from './journal-file.ts';
import { type RecoveredJournal, recoverJournal } from './recover-journal.ts';

export interface JournalOptions {
  readonly folder: JournalFolder;
  readonly clock?: () => Date;
  readonly openFile?: OpenJournalFile;
  readonly limits?: JournalLimits;
  /** Called at the end of each segment, so that a checkpoint covers it. It must not throw. */
  readonly onSegmentEnd?: (link: Link) => void;
  /** Called after each write, with the last entry on disk. It must not throw. */
  readonly onWritten?: (link: Link) => void;
  /** Whether an entry may come soon; without it a batch is one event loop iteration. */
  readonly isMoreComing?: () => boolean;
  /** Whether records may begin another segment. Notes of the journal always may. */
  readonly hasRoom?: () => boolean;
}

export interface JournalLimits {
  readonly segmentBytes: number;
  /** Entries that wait for the disk. */
  readonly maxWaiting: number;
  /** How long they wait, without the time in which the process itself did not respond. */
  readonly maxWaitMs: number;
}

export const journalLimits: JournalLimits = {
  segmentBytes: 16_000_000,
  maxWaiting: 10_000,
  maxWaitMs: 1_000,
};

const noMore = () => false;

/** The entry is not, or not known to be, on disk. */
export class JournalUnavailable extends Error {
  override readonly name = 'JournalUnavailable';
}

/**
 * One gateway's append-only file with group commit: entries that arrive while the disk is busy are written
 * with the next sync.
 */
export class Journal {
  readonly #folder: JournalFolder;
  readonly #options: JournalOptions;
  readonly #limits: JournalLimits;
  #link: Link;
  #segment: RecoveredJournal['segment'];
  #torn: number;
  #file: JournalFile | null = null;
  #waiting: CommitBatch | null = null;
  #writing: Promise<void> | null = null;
  #stalled = false;
  #closed = false;
  /** Whether the last attempt to write succeeded. */
  #isWritable = false;
  /** Whether the disk must prove itself before a record is promised. */
  #isSuspect = true;

  /** @throws JournalDamaged */
  constructor(options: JournalOptions) {
    this.#folder = options.folder;
    this.#options = options;
    this.#limits = options.limits ?? journalLimits;
    const { link, segment, tornBytes } = recoverJournal(options.folder);
    this.#link = link;
    this.#segment = segment;
    this.#torn = tornBytes;
  }

  /** The last entry on disk. */
  get link(): Link {
    return this.#link;
  }

  /** Whether the last record, or the last attempt to open the file, succeeded. */
  get isWritable(): boolean {
    return this.#isWritable && !this.#stalled;
  }

  /**
   * Resolves once the entries would survive a power failure.
   * @throws JournalUnavailable if they may not be on disk; a slow disk may still have them
   */
  async append(texts: readonly string[]): Promise<void> {
    await this.#enqueue(texts).durable;
  }

  /**
   * Like `append`, also on a full journal, because removals need a note first. Waits for the disk without a
   * limit: a written note must not count as lost.
   */
  async appendNote(text: string): Promise<void> {
    const group = this.#enqueue([text]);
    group.hasNote = true;
    await group.written;
  }

  #enqueue(texts: readonly string[]): CommitBatch {
    if (this.#closed) throw new JournalUnavailable('the journal is closed');
    const waiting = this.#waiting?.texts.length ?? 0;
    if (this.#stalled || waiting + texts.length > this.#limits.maxWaiting) {
      throw new JournalUnavailable('the disk does not keep up');
    }
    this.#waiting ??= new CommitBatch();
    const group = this.#waiting;
    group.texts.push(...texts);
    this.#writing ??= this.#writeAll();
    return group;
  }

  /** `null` if the journal is writable; else opens the file, or repairs it after a failure. */
  ensureWritable(): Promise<void> | null {
    return this.#file !== null && !this.#stalled ? null : this.append([]);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
    await this.#closeFile();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting !== null) {
      const group = this.#waiting;
      await group.gather(this.#options.isMoreComing ?? noMore);
      this.#waiting = null;
      const cancelWatch = afterResponsive(this.#limits.maxWaitMs, () => this.#giveUp(group));
      try {
        await this.#write(group.texts, group.hasNote);
        this.#isWritable = true;
        group.succeed();
      } catch (cause) {
        [this.#isWritable, this.#isSuspect] = [false, true];
        const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
        group.fail(new JournalUnavailable(reason, { cause }));
      } finally {
        cancelWatch();
        this.#stalled = false;
      }
    }
    this.#writing = null;
  }

  /** The disk hangs: waiting callers are released, and new ones refused. */
  #giveUp(group: CommitBatch): void {
    this.#stalled = true;
    const error = new JournalUnavailable('the disk does not answer');
    group.giveUp(error);
    // Writes not yet begun are dropped.
    this.#waiting?.fail(error);
    this.#waiting = null;
  }

  async #write(texts: readonly string[], hasNote: boolean): Promise<void> {
    const { file, segment } = await this.#open(hasNote);
    if (texts.length === 0) return;
    let link = this.#link;
    let lines = '';
    for (const text of texts) {
      const next = nextLink(link, text);
      lines += `${next.line}\n`;
      link = next.link;
    }
    const bytes = Buffer.from(lines);
    try {
      await file.append(bytes);
    } catch (error) {
      // A partial write: the file is truncated before the next write.
      await this.#closeFile();
      throw error;
    }
    this.#link = link;
    this.#segment = { file: segment.file, bytes: segment.bytes + bytes.length };
    this.#options.onWritten?.(link);
  }

  async #open(
    hasNote: boolean,
  ): Promise<{ file: JournalFile; segment: NonNullable<RecoveredJournal['segment']> }> {
    if (this.#file !== null && this.#isFull()) await this.#endSegment();
    if (this.#segment === null) {
      if (!hasNote && this.#options.hasRoom?.() === false)
        throw new JournalUnavailable('the journal is full');
      this.#segment = { file: segmentFile(this.#folder.path, this.#link.count + 1), bytes: 0 };
    }
    const segment = this.#segment;
    if (this.#file !== null) return { file: this.#file, segment };
    this.#file = await this.#openFile(segment);
    // A segment that was full at the start is truncated as well before the next one.
    if (this.#isFull()) return this.#open(hasNote);
    if (this.#torn === 0) return { file: this.#file, segment };
    const bytes = this.#torn;
    this.#torn = 0;
    const time = (this.#options.clock?.() ?? new Date()).toISOString();
    try {
      await this.#write([entryText({ kind: 'note', time, event: 'torn-tail', bytes })], true);
    } catch (error) {
      this.#torn = bytes;
      throw error;
    }
    return this.#open(hasNote);
  }

  /** Opens a segment without a failure's remains after its last whole record. */
  async #openFile({ file: path, bytes }: NonNullable<RecoveredJournal['segment']>): Promise<JournalFile> {
    const file = await (this.#options.openFile ?? openJournalFile)(path);
    try {
      await file.truncate(bytes);
      if (this.#isSuspect) await file.probe(bytes);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
    this.#isSuspect = false;
    return file;
  }

  #isFull(): boolean {
    return this.#segment !== null && this.#segment.bytes >= this.#limits.segmentBytes;
  }

  async #endSegment(): Promise<void> {
    await this.#closeFile();
    this.#segment = null;
    this.#options.onSegmentEnd?.(this.#link);
  }

  /** Each record was synced by its write, so a failed close loses nothing. */
  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close().catch(() => undefined);
  }
}
