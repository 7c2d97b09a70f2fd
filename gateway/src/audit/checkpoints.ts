import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  appendCheckpoint,
  type Checkpoint,
  type Disk,
  type JournalFolder,
  type Link,
  signCheckpoint,
  writePublicKey,
} from '@civic-graph/audit';

export interface Checkpoints {
  readonly publicKey: KeyObject;
  /** The last one; what is shipped to the identity service. */
  readonly latest: Checkpoint | null;
  /**
   * Signs that the chain has come this far, unless it was signed already, and writes what earlier attempts
   * could not write. Never rejects.
   */
  seal(link: Link): Promise<void>;
}

export interface CheckpointOptions {
  readonly folder: JournalFolder;
  /** The second place. Who can write the journal should not be able to write here. */
  readonly published: string;
  readonly disk: Disk;
  readonly privateKey: KeyObject;
  readonly clock: () => Date;
  /** Told which place could not be written; the next checkpoint vouches for all that came before. */
  readonly report: (error: unknown, place: string) => void;
}

/** @throws Error where the public key cannot be laid down beside the journal */
export async function openCheckpoints(options: CheckpointOptions): Promise<Checkpoints> {
  const { folder, published, disk, privateKey, clock, report } = options;
  const publicKey = createPublicKey(privateKey);
  await writePublicKey(folder.path, folder.chain, publicKey, disk);
  let latest: Checkpoint | null = null;
  /** Places that lack the latest one. */
  const unwritten = new Set<string>();
  let writing = Promise.resolve();
  return {
    publicKey,
    get latest() {
      return latest;
    },
    seal(link) {
      if (link.count !== (latest?.count ?? 0)) {
        latest = signCheckpoint(folder.chain, link, clock(), privateKey);
        for (const place of [folder.path, published]) unwritten.add(place);
      }
      // One after the other: a place that hangs holds up one write and no more.
      writing = writing.then(write);
      return writing;
    },
  };

  async function write(): Promise<void> {
    for (const place of [...unwritten]) {
      const checkpoint = latest;
      if (checkpoint === null) return;
      try {
        await writePublicKey(place, folder.chain, publicKey, disk);
        await appendCheckpoint(place, checkpoint, disk);
        if (checkpoint === latest) unwritten.delete(place);
      } catch (error) {
        report(error, place);
      }
    }
  }
}
