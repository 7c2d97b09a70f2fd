import { z } from 'zod';
import type { CachedResponse } from './answer-cache.ts';

const head = z.tuple([z.int(), z.number(), z.array(z.string())]);

/** A response with its fetch's epoch, as text for a store. */
export function writeStored({ text, expiresAt, tags }: CachedResponse, epoch: number): string {
  return `${JSON.stringify([epoch, expiresAt, tags])}\n${text}`;
}

/** `undefined` for any other text. */
export function readStored(
  stored: string,
): { readonly answer: CachedResponse; readonly epoch: number } | undefined {
  const end = stored.indexOf('\n');
  try {
    const [epoch, expiresAt, tags] = head.parse(JSON.parse(stored.slice(0, end)));
    return { epoch, answer: { text: stored.slice(end + 1), expiresAt, tags } };
  } catch {
    return undefined;
  }
}
