import { randomUUID } from 'node:crypto';
import { createJournalFolder, openJournalFolder } from '@civic-graph/audit';
import { PublicError } from '@civic-graph/errors';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { AuditLag } from '../observability/metrics.ts';
import { accessRecords, type Delivery } from './access-records.ts';
import { type Checkpoints, openCheckpoints } from './checkpoints.ts';
import { claimFolder } from './claim-folder.ts';
import { Journal, JournalUnavailable } from './journal.ts';
import { removeShipped } from './remove-shipped.ts';
import { type IdentityService, type Shipping, startShipping } from './ship-journal.ts';

export interface AuditSettings {
  /** Folder of this gateway's journal. */
  readonly folder: string;
  /** Where checkpoints are published: a second place, best on another machine. */
  readonly checkpoints: string;
}

export interface AuditDependencies {
  readonly hashSubject: (citizenKey: string) => string;
  readonly logger: Logger;
  /** Keeps the records where citizens read them; without one they stay in the journal. */
  readonly identity?: IdentityService | undefined;
  readonly clock?: () => Date;
  readonly onRecords?: (count: number) => void;
}

/** Records who has read which personal fields, before they are delivered. */
export interface AccessAudit {
  /**
   * Before personal data is fetched: whether it can be delivered at all. `null` where that is known already.
   *
   * @throws PublicError ACCESS_NOT_RECORDED
   */
  ensureWritable(): Promise<void> | null;
  /** An answer that may have to be recorded is being made: the records of others wait for it a little (`waiting-group.ts`). */
  began(): void;
  /** It is made, or there is none; `record` follows at once, if it does. Once for each `began`. */
  ended(): void;
  /**
   * Resolves once the records are durable; only then may the answer leave.
   *
   * @param sharers further requests that get the same answer
   * @throws PublicError ACCESS_NOT_RECORDED
   */
  record(delivery: Delivery, sharers?: readonly string[]): Promise<void>;
  /** How far the identity service is behind. */
  lag(): AuditLag;
  close(): Promise<void>;
}

interface Opened {
  readonly journal: Journal;
  readonly shipping: Shipping | undefined;
  readonly checkpoints: Checkpoints;
  close(): Promise<void>;
}

const checkpointEveryMs = 60_000;
const retryAfterMs = 1_000;
/** Hashes of people; whoever has just read of somebody most often goes on. */
const subjectsKept = 10_000;

/** A journal that cannot be opened does not stop the gateway: public data goes on, and opening is tried again. */
export function createAccessAudit(settings: AuditSettings, dependencies: AuditDependencies): AccessAudit {
  const { logger, clock = () => new Date(), onRecords } = dependencies;
  const subjects = new LRUCache<string, string>({ max: subjectsKept, memoMethod: dependencies.hashSubject });
  const hashSubject = (citizenKey: string) => subjects.memo(citizenKey);
  const now = timeTexts(clock);
  let opened: Opened | null = null;
  let retryAt = 0;
  let inTheMaking = 0;

  const audit: AccessAudit = {
    ensureWritable() {
      try {
        return open().journal.ensureWritable()?.catch(refuse) ?? null;
      } catch (error) {
        return refuse(error);
      }
    },
    began() {
      inTheMaking += 1;
    },
    ended() {
      inTheMaking -= 1;
    },
    async record(delivery, sharers = []) {
      const records = accessRecords(delivery, sharers, hashSubject, now());
      try {
        await open().journal.append(records);
      } catch (error) {
        refuse(error);
      }
      onRecords?.(records.length);
    },
    lag() {
      if (opened === null) return { isWritable: false, waiting: 0, seconds: 0 };
      const { journal, shipping } = opened;
      const waiting = shipping === undefined ? 0 : journal.link.count - shipping.shipped();
      const since = shipping?.caughtUpAt() ?? 0;
      return { isWritable: true, waiting, seconds: waiting > 0 ? (performance.now() - since) / 1000 : 0 };
    },
    async close() {
      await opened?.close();
      opened = null;
      retryAt = Number.POSITIVE_INFINITY;
    },
  };
  // At the start, so that a damaged journal is told at once and what was left unshipped is shipped.
  void begin();
  return audit;

  async function begin(): Promise<void> {
    try {
      await audit.ensureWritable();
    } catch {
      // It is logged, and tried again with the next request.
    }
  }

  function refuse(error: unknown): never {
    throw new PublicError('ACCESS_NOT_RECORDED', undefined, {
      originalError: error instanceof Error ? error : new Error(String(error)),
    });
  }

  function open(): Opened {
    if (opened !== null) return opened;
    if (performance.now() < retryAt) throw new JournalUnavailable('the journal cannot be opened');
    retryAt = performance.now() + retryAfterMs;
    try {
      opened = openJournal();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.error({ reason, folder: settings.folder }, 'no access journal: personal data is refused');
      throw error;
    }
    return opened;
  }

  function openJournal(): Opened {
    const folder = openJournalFolder(settings.folder) ?? newFolder(settings.folder);
    const release = claimFolder(folder.path);
    try {
      const checkpoints = openCheckpoints({
        folder,
        published: settings.checkpoints,
        clock,
        report: (error) => logger.error({ reason: String(error) }, 'a checkpoint could not be published'),
      });
      const journal = new Journal({
        folder,
        clock,
        onSegmentEnd: checkpoints.seal,
        isMoreComing: () => inTheMaking > 0,
        makeRoom: () => removeShipped(folder, shipping?.shipped() ?? journal.link.count),
      });
      const shipping = startShipping({ ...dependencies, folder, journal, checkpoints });
      const timer = setInterval(() => checkpoints.seal(journal.link), checkpointEveryMs).unref();
      return {
        journal,
        shipping,
        checkpoints,
        async close() {
          clearInterval(timer);
          await journal.close();
          checkpoints.seal(journal.link);
          await shipping?.close();
          release();
        },
      };
    } catch (error) {
      release();
      throw error;
    }
  }
}

/** The time as text, written once a millisecond: it would be a fifth of what a record takes. */
function timeTexts(clock: () => Date): () => string {
  let [at, text] = [Number.NaN, ''];
  return () => {
    const time = clock();
    if (time.getTime() !== at) [at, text] = [time.getTime(), time.toISOString()];
    return text;
  };
}

function newFolder(path: string) {
  createJournalFolder(path, randomUUID());
  const folder = openJournalFolder(path);
  if (folder === null) throw new JournalUnavailable(`${path} is no journal`);
  return folder;
}
