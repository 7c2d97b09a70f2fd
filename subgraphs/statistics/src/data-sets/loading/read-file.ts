import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { NativeBlock } from '../../engine/native-block.ts';
import type { Profile } from '../data-set.ts';
import type { Problem } from '../problem.ts';
import { type ReadProgress, type ReadRequest, readDataSet } from '../read-data-set.ts';
import { maximumFileBytes, unreadable } from '../regular-file.ts';

/** Callbacks while a data set is read. */
export interface ReadHandlers {
  /** Writes released observations; the next ones follow when it resolves. */
  write(block: NativeBlock): Promise<void>;
  progress(progress: ReadProgress): void;
}

export type ReadOutcome =
  /** @property contentHash of the bytes that were read */
  | { readonly kind: 'done'; readonly profile: Profile; readonly contentHash: string }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  /** The reader failed or ended, for example because it ran out of memory. */
  | { readonly kind: 'failed'; readonly reason: string };

const pieceBytes = 1024 * 1024;

/** Reads the file of a data set; nothing is written before the whole file is checked. */
export async function readFileOf(request: ReadRequest, handlers: ReadHandlers): Promise<ReadOutcome> {
  const unread = await unreadable(request.file, maximumFileBytes);
  if (unread !== null) return { kind: 'failed', reason: unread };
  let hash = createHash('sha256');
  // A message may be read twice; the last reading is the whole file.
  const open = () => {
    hash = createHash('sha256');
    return hashed(createReadStream(request.file, { highWaterMark: pieceBytes }), hash);
  };
  const result = await readDataSet(open, request, handlers.progress);
  if (!result.ok) return { kind: 'refused', problems: result.problems };
  // The next block is made while the previous one is written.
  let writing = Promise.resolve();
  for (const block of result.value.blocks) {
    await writing;
    writing = handlers.write(block);
  }
  await writing;
  return { kind: 'done', profile: result.value.profile, contentHash: hash.digest('hex') };
}

async function* hashed(content: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
}
