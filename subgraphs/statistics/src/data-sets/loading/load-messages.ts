import type { NativeBlock } from '../../engine/native-block.ts';
import type { ReadProgress, ReadRequest } from '../read-data-set.ts';
import type { ReadOutcome } from './read-file.ts';

/** To the reading process: what to read, then one `next` for each block that was written. */
export type LoadCommand = ({ readonly kind: 'read' } & ReadRequest) | { readonly kind: 'next' };

/** From the reading process: progress, then the outcome. */
export type LoadReply =
  | ({ readonly kind: 'progress' } & ReadProgress)
  | { readonly kind: 'block'; readonly block: NativeBlock }
  | ReadOutcome;
