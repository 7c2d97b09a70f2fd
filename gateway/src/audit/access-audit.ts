import { type Disk, localDisk } from '@civic-graph/audit';
import {
  type AuditSettings,
  JournalUnavailable,
  type OpenedJournal,
  openJournal,
} from '@civic-graph/audit/writer';
import type { StreamedSettings } from '@civic-graph/audit-stream';
import { PublicError } from '@civic-graph/errors';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { AuditLag } from '../observability/metrics.ts';
import { accessRecords, type Disclosure } from './access-records.ts';
import { createIdentityReceiver, type IdentityService } from './identity-receiver.ts';
import { type AnnouncedRevocation, RevocationNotes } from './revocation-notes.ts';

export interface AuditDependencies {
  readonly hashSubject: (citizenKey: string) => string;
  readonly logger: Logger;
  /** Stores the records where citizens read them; without it they stay in the journal. */
  readonly identity?: IdentityService | undefined;
  readonly clock?: () => Date;
  readonly onRecords?: (count: number) => void;
  readonly disk?: Disk | undefined;
  /** Time between attempts to open the journal (in milliseconds). Default is 1000. */
  readonly retryAfterMs?: number;
}

/** Records who has read which personal fields, before they are disclosed. */
export interface AccessAudit {
  /**
   * Called before personal data is fetched: checks that it can be recorded. `null` if that is already known.
   * @throws PublicError ACCESS_NOT_RECORDED
   */
  ensureWritable(): Promise<void> | null;
  /**
   * Called when an answer that may need a record is started: other records wait for it briefly
   * (`packages/audit/src/writer/commit-batch.ts`).
   */
  began(): void;
  /** Called when it is complete or abandoned, directly before any `record`; once for each `began`. */
  ended(): void;
  /**
   * Resolves once the records are durable; only then may the answer leave.
   * @param coalesced further requests with the same answer
   * @throws PublicError ACCESS_NOT_RECORDED
   */
  record(disclosure: Disclosure, coalesced?: readonly string[]): Promise<void>;
  /** Notes revocations in the journal, so that a restore of the identity service does not lose them. */
  noteRevocations(revocations: readonly AnnouncedRevocation[]): void;
  /** How far the identity service is behind. */
  lag(): AuditLag;
  close(): Promise<void>;
}

/** Hashes of data subjects, because recent readers usually continue with the same ones. */
const maxSubjects = 10_000;

/**
 * A journal that cannot be opened or written does not stop the gateway: public data is served, and writing is
 * retried every second.
 */
export function createAccessAudit(settings: AuditSettings, dependencies: AuditDependencies): AccessAudit {
  const { logger, identity, clock = () => new Date(), onRecords, disk = localDisk } = dependencies;
  const { retryAfterMs = 1_000 } = dependencies;
  const receiver = identity && createIdentityReceiver(identity);
  const subjects = new LRUCache<string, string>({ max: maxSubjects, memoMethod: dependencies.hashSubject });
  const hashSubject = (citizenKey: string) => subjects.memo(citizenKey);
  const now = timeTexts(clock);
  const notes = new RevocationNotes(now);
  let opened: OpenedJournal | null = null;
  let opening: Promise<OpenedJournal> | null = null;
  let retryAt = 0;
  let inTheMaking = 0;
  let closed = false;
  /** The last logged reason for refusing personal data. */
  let loggedReason: string | null = null;

  const audit: AccessAudit = {
    ensureWritable() {
      return opened === null
        ? ensureOpen()
        : (opened.journal.ensureWritable()?.then(reportWritable, refuse) ?? null);
    },
    began() {
      inTheMaking += 1;
    },
    ended() {
      inTheMaking -= 1;
    },
    async record(disclosure, coalesced = []) {
      const records = accessRecords(disclosure, coalesced, hashSubject, now());
      try {
        await (opened ?? (await open())).journal.append(records);
      } catch (error) {
        refuse(error);
      }
      if (loggedReason !== null) reportWritable();
      onRecords?.(records.length);
    },
    noteRevocations(revocations) {
      notes.add(revocations);
      if (opened !== null) void notes.write(opened.journal);
    },
    lag() {
      if (opened === null) return { isWritable: false, waiting: 0, seconds: 0 };
      const { journal, shipping } = opened;
      const waiting = shipping === undefined ? 0 : journal.link.count - shipping.shipped();
      const since = shipping?.caughtUpAt() ?? 0;
      const seconds = waiting > 0 ? (performance.now() - since) / 1000 : 0;
      return { isWritable: journal.isWritable, waiting, seconds };
    },
    async close() {
      closed = true;
      clearInterval(watch);
      await opening?.catch(() => undefined);
      if (opened !== null) await notes.write(opened.journal);
      await opened?.close();
      opened = null;
    },
  };
  // At the start, so that a damaged journal is reported and unshipped records are shipped.
  void attempt();
  const watch = setInterval(() => {
    if (opened?.isLost() === true) void abandon(opened);
    else if (opened?.journal.isWritable !== true) void attempt();
    else void notes.write(opened.journal);
  }, retryAfterMs).unref();
  return audit;

  /** Updates the state without a request. */
  async function attempt(): Promise<void> {
    try {
      await audit.ensureWritable();
    } catch {
      // Already logged, and retried.
    }
  }

  async function ensureOpen(): Promise<void> {
    try {
      await (await open()).journal.ensureWritable();
      reportWritable();
    } catch (error) {
      refuse(error);
    }
  }

  /** Another gateway has taken the journal over: this one begins or continues another. */
  async function abandon(lost: OpenedJournal): Promise<void> {
    opened = null;
    logger.warn(
      { folder: settings.folder },
      'another gateway has taken over this journal: opening another one',
    );
    await lost.close();
  }

  /** One attempt a second, and one at a time. */
  function open(): Promise<OpenedJournal> {
    if (opening !== null) return opening;
    if (closed) return Promise.reject(new JournalUnavailable('the journal is closed'));
    if (performance.now() < retryAt) {
      return Promise.reject(new JournalUnavailable(loggedReason ?? 'the journal cannot be opened'));
    }
    retryAt = performance.now() + retryAfterMs;
    const isMoreComing = () => inTheMaking > 0;
    const parts = { clock, logger, receiver, isMoreComing };
    opening = isStreamed(settings)
      ? import('@civic-graph/audit-stream').then(({ openStreamJournal }) =>
          openStreamJournal(settings, parts),
        )
      : openJournal(settings, { ...parts, disk });
    opening
      .then(
        (journal) => {
          opened = journal;
        },
        () => undefined,
      )
      .finally(() => {
        opening = null;
      });
    return opening;
  }

  /** Logged once per reason. */
  function refuse(error: unknown): never {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== loggedReason) {
      logger.error(
        { reason, folder: settings.folder },
        'access cannot be recorded: personal data is refused',
      );
    }
    loggedReason = reason;
    throw new PublicError('ACCESS_NOT_RECORDED', undefined, {
      originalError: error instanceof Error ? error : new Error(reason),
    });
  }

  function reportWritable(): void {
    if (loggedReason !== null) logger.info({ folder: settings.folder }, 'access is recorded again');
    loggedReason = null;
  }
}

/** Whether the journal is in JetStream (`AUDIT_NATS_URL`) instead of on the disk. */
function isStreamed(settings: AuditSettings): settings is AuditSettings & StreamedSettings {
  return Boolean(settings.stream) && settings.signingKey !== undefined;
}

/** The time as text, formatted once per millisecond: formatting takes a fifth of a record's time. */
function timeTexts(clock: () => Date): () => string {
  let [at, text] = [Number.NaN, ''];
  return () => {
    const time = clock();
    if (time.getTime() !== at) [at, text] = [time.getTime(), time.toISOString()];
    return text;
  };
}
