import { type KeyObject, randomUUID } from 'node:crypto';
import type { Disk } from '../files/disk.ts';
import { createJournalFolder, type JournalFolder, openJournalFolder } from '../files/journal-folder.ts';
import type { Link } from '../format/chain.ts';
import { newChainName } from '../format/chain-name.ts';
import { openCheckpoints } from './checkpoints.ts';
import { claimFolder } from './claim-folder.ts';
import { Journal, JournalUnavailable } from './journal.ts';
import { openReceipts } from './receipts.ts';
import { createRetention, defaultKeptSegments, spareSegments } from './retention.ts';
import { type JournalReceiver, type Shipping, startShipping } from './ship-journal.ts';
import { keepSigningKey } from './signing-key.ts';
import { createUnsealedStart } from './unsealed-start.ts';
import type { WriterLogger } from './writer-logger.ts';

/** Servers of NATS JetStream that acknowledge entries in place of a disk. */
export interface StreamSettings {
  /** URLs, `nats:` or `tls:`; all servers have the user and password of the first. */
  readonly servers: readonly string[];
  /** Number of servers that store each entry; a majority has stored it when it is acknowledged. */
  readonly replicas: number;
}

export interface AuditSettings {
  /** Folder of this gateway's journal; with `stream`, of a copy that may be lost. */
  readonly folder: string;
  /** Null if the folder is on a disk that outlives the gateway. */
  readonly stream?: StreamSettings | null;
  /** Second location of checkpoints, preferably on another machine. */
  readonly checkpoints: string;
  /** Signs checkpoints. Default is a key created at the first start beside the journal. */
  readonly signingKey?: KeyObject | undefined;
  /** Segments after which old ones are removed. Default is 240. */
  readonly keptSegments?: number;
}

export interface JournalParts {
  readonly disk: Disk;
  readonly clock: () => Date;
  readonly logger: WriterLogger;
  /** Without it the records stay in the journal. */
  readonly receiver?: JournalReceiver | undefined;
  readonly isMoreComing: () => boolean;
}

export interface OpenedJournal {
  readonly journal: Journal;
  readonly shipping: Shipping | undefined;
  /** Whether another gateway has taken this journal over, so that this one must open another. */
  readonly isLost: () => boolean;
  /** Never rejects. */
  close(): Promise<void>;
}

const checkpointEveryMs = 60_000;
/** Also after this many entries, which bounds the length of a proof about one of them. */
const checkpointEveryEntries = 1_000;
/** A hanging second place must not hold up the shutdown. */
const lastCheckpointMs = 5_000;

/** Opens the journal with the parts that sign, ship and remove its records. */
export async function openJournal(settings: AuditSettings, parts: JournalParts): Promise<OpenedJournal> {
  const release = await claimFolder(settings.folder, parts.disk);
  try {
    return await openClaimed(settings, parts, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function openClaimed(
  { folder: path, checkpoints: published, signingKey, keptSegments = defaultKeptSegments }: AuditSettings,
  { disk, clock, logger, receiver, isMoreComing }: JournalParts,
  release: () => Promise<void>,
): Promise<OpenedJournal> {
  const folder = openJournalFolder(path) ?? (await newFolder(path, disk));
  const report = (error: unknown, place: string) =>
    logger.error({ reason: String(error), place }, 'a checkpoint or receipt could not be written');
  const privateKey = await keepSigningKey(folder, disk, signingKey ?? null);
  const checkpoints = await openCheckpoints({ folder, published, disk, privateKey, clock, report });
  const receipts = openReceipts(folder, published, disk, report);
  const journal = new Journal({
    folder,
    clock,
    openFile: disk.open,
    onSegmentEnd: (link) => void seal(link),
    onWritten: (link) => {
      if (link.count >= (checkpoints.latest?.count ?? firstCount) + checkpointEveryEntries) void seal(link);
    },
    isMoreComing,
    hasRoom: () => folder.segments().length < keptSegments + spareSegments,
  });
  const firstCount = journal.link.count;
  const start = createUnsealedStart({
    folder,
    published,
    publicKey: checkpoints.publicKey,
    journal,
    clock,
  });
  const seal = async (link: Link) => {
    if (start.isNoted()) await checkpoints.seal(link);
  };
  // First in the queue, and retried before each checkpoint.
  start.note().catch((error: unknown) => report(error, path));
  const retention = createRetention({
    ...{ folder, disk, journal, checkpoints, receipts, clock, keptSegments },
  });
  const onShipped = () =>
    retention.step().catch((error: unknown) => {
      logger.error({ reason: String(error) }, 'old access records could not be removed');
    });
  const shipping =
    receiver &&
    startShipping({ receiver, folder, journal, checkpoints, privateKey, receipts, logger, onShipped });
  const timer = setInterval(() => {
    start
      .note()
      .then(() => seal(journal.link))
      .catch((error: unknown) => report(error, path));
  }, checkpointEveryMs).unref();
  return {
    journal,
    shipping,
    isLost: () => false,
    async close() {
      clearInterval(timer);
      await journal.close();
      await within(lastCheckpointMs, seal(journal.link));
      await shipping?.close();
      await release();
    },
  };
}

async function newFolder(path: string, disk: Disk): Promise<JournalFolder> {
  await createJournalFolder(path, newChainName(randomUUID()), disk);
  const folder = openJournalFolder(path);
  if (folder === null) throw new JournalUnavailable(`${path} is not a journal`);
  return folder;
}

async function within(milliseconds: number, done: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([done, late]);
  clearTimeout(timer);
}
