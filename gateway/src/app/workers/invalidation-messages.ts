import { z } from 'zod';

/*
 * Between workers and the process above them, over the channel that Node opens. Others use it as well (that a
 * worker is ready, figures), so each message has a mark. Messages of one process arrive in the order in which
 * they were sent.
 */

export const fromWorker = z.discriminatedUnion('invalidation', [
  z.object({ invalidation: z.literal('join') }),
  z.object({ invalidation: z.literal('tell'), id: z.int(), tags: z.array(z.string()) }),
  z.object({ invalidation: z.literal('noted'), round: z.int() }),
]);
export type FromWorker = z.infer<typeof fromWorker>;

export const toWorker = z.discriminatedUnion('invalidation', [
  z.object({ invalidation: z.literal('note'), round: z.int(), tags: z.array(z.string()) }),
  z.object({ invalidation: z.literal('told'), id: z.int() }),
]);
export type ToWorker = z.infer<typeof toWorker>;
