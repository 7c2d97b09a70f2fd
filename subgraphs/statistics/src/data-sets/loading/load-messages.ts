import type { NativeBlock } from '../../engine/native-block.ts';
import type { ReadProgress, ReadRequest } from '../read-data-set.ts';
import type { ManifestOutcome } from '../read-manifest.ts';
import type { ManifestPart } from './manifest-parts.ts';
import type { ReadOutcome } from './read-file.ts';

/** To the reading process: what to read, then one `next` for each block that was written. */
export type LoadCommand =
  | ({ readonly kind: 'read' } & ReadRequest)
  | { readonly kind: 'read-manifest'; readonly file: string }
  | { readonly kind: 'next' };

/** From the reading process: progress and parts, then the outcome. */
export type LoadReply =
  | ({ readonly kind: 'progress' } & ReadProgress)
  | { readonly kind: 'block'; readonly block: NativeBlock }
  | ManifestPart
  | Extract<ManifestOutcome, { kind: 'manifest-refused' }>
  | ReadOutcome;
