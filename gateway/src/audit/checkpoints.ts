import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  appendCheckpoint,
  type Checkpoint,
  type JournalFolder,
  type Link,
  signCheckpoint,
  writePublicKey,
} from '@civic-graph/audit';

export interface Checkpoints {
  readonly publicKey: KeyObject;
  /** The last one; what is shipped to the identity service. */
  readonly latest: Checkpoint | null;
  /** Signs that the chain has come this far, unless it was signed already. */
  seal(link: Link): void;
}

export interface CheckpointOptions {
  readonly folder: JournalFolder;
  /** The second place. Who can write the journal should not be able to write here. */
  readonly published: string;
  readonly clock: () => Date;
  /** Told where the second place could not be written; the next checkpoint vouches for all that came before. */
  readonly report: (error: unknown) => void;
}

export function openCheckpoints({ folder, published, clock, report }: CheckpointOptions): Checkpoints {
  const privateKey = keepSigningKey(folder.path);
  const publicKey = createPublicKey(privateKey);
  writePublicKey(folder.path, folder.chain, publicKey);
  let latest: Checkpoint | null = null;
  return {
    publicKey,
    get latest() {
      return latest;
    },
    seal(link) {
      if (link.count === (latest?.count ?? 0)) return;
      latest = signCheckpoint(folder.chain, link, clock(), privateKey);
      appendCheckpoint(folder.path, latest);
      try {
        writePublicKey(published, folder.chain, publicKey);
        appendCheckpoint(published, latest);
      } catch (error) {
        report(error);
      }
    },
  };
}

/** Made at the first start. */
function keepSigningKey(path: string): KeyObject {
  const file = join(path, 'signing-key.pem');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  }
  return createPrivateKey(readFileSync(file));
}
