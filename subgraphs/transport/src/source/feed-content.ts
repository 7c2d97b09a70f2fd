import { readFile } from 'node:fs/promises';
import type { Archive } from '../archive/archive.ts';
import { textArchive } from '../archive/text-archive.ts';
import { zipArchive } from '../archive/zip-archive.ts';

/** The files of a feed as plain data, which another thread can open. */
export type FeedContent =
  | { readonly kind: 'texts'; readonly files: ReadonlyMap<string, string> }
  | { readonly kind: 'zip'; readonly bytes: Uint8Array; readonly maxUnpackedBytes: number }
  | { readonly kind: 'file'; readonly path: string; readonly maxUnpackedBytes: number };

/** @throws ArchiveError if it is no archive, or too large */
export async function openContent(content: FeedContent): Promise<Archive> {
  if (content.kind === 'texts') return textArchive(content.files);
  const { maxUnpackedBytes } = content;
  if (content.kind === 'file') return zipArchive(await readFile(content.path), maxUnpackedBytes);
  const { buffer, byteOffset, length } = content.bytes;
  return zipArchive(Buffer.from(buffer, byteOffset, length), maxUnpackedBytes);
}
