import type { ReadProgress, ReadRequest } from '../read-data-set.ts';
import type { ReadOutcome } from './read-file.ts';

/** To the process that reads data sets: what to read, then one `next` for each piece that was written. */
export type LoadCommand = ({ readonly kind: 'read' } & ReadRequest) | { readonly kind: 'next' };

/** From it: what happens, then how it ended. */
export type LoadReply =
  | ({ readonly kind: 'progress' } & ReadProgress)
  | { readonly kind: 'lines'; readonly text: string }
  | ReadOutcome;
