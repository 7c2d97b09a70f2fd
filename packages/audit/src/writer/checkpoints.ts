import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Disk } from '../files/disk.ts';
import { appendCheckpoint, writePublicKey } from '../files/evidence-folder.ts';
import type { JournalFolder } from '../files/journal-folder.ts';
import type { Link } from '../format/chain.ts';
import { type Checkpoint, signCheckpoint } from '../format/checkpoint.ts';

export interface Checkpoints {
  readonly publicKey: KeyObject;
  /** The last one, as shipped to the identity service. */
  readonly latest: Checkpoint | null;
  /** Signs the end of the chain unless already signed, and repeats earlier failed writes. Never rejects. */
  seal(link: Link): Promise<void>;
}

export interface CheckpointOptions {
  readonly folder: JournalFolder;
  /** The second place, which a writer of the journal should not be able to write. */
  readonly published: string;
  readonly disk: Disk;
  readonly privateKey: KeyObject;
  readonly clock: () => Date;
  /** Called with each place that could not be written; the next checkpoint covers all earlier entries. */
  readonly report: (error: unknown, place: string) => void;
}

/** @throws Error if the public key cannot be written beside the journal */
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
      // In sequence: a place that hangs holds up only one write.
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
