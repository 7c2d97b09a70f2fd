import { z } from 'zod';

/*
 * Messages between workers and the primary process over Node's channel, in order. Each is marked, because
 * readiness and metrics use the channel too.
 */

export const fromWorker = z.discriminatedUnion('invalidation', [
  z.object({ invalidation: z.literal('join') }),
  z.object({ invalidation: z.literal('invalidate'), id: z.int(), tags: z.array(z.string()) }),
  z.object({ invalidation: z.literal('applied'), round: z.int() }),
]);
export type FromWorker = z.infer<typeof fromWorker>;

export const toWorker = z.discriminatedUnion('invalidation', [
  z.object({ invalidation: z.literal('apply'), round: z.int(), tags: z.array(z.string()) }),
  z.object({ invalidation: z.literal('invalidated'), id: z.int() }),
]);
export type ToWorker = z.infer<typeof toWorker>;
