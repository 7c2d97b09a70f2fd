import type { Checkpoint } from './checkpoint.ts';

/** Media type of a parcel. */
export const parcelType = 'application/vnd.civic-graph.journal';

export interface ParcelHead {
  readonly chain: string;
  /** That checkpoints are signed with, as PEM. */
  readonly publicKey: string;
  readonly checkpoint: Checkpoint | null;
}

const lineEnd = 0x0a;

/**
 * Part of a journal as it is shipped: a line of JSON that says whose it is, then lines as they stand in the file. So
 * they are neither taken apart nor escaped on the way.
 *
 * @param lines whole ones, each with its end
 */
export function writeParcel(head: ParcelHead, lines: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), lines]);
}

/** @throws SyntaxError where it is none. What it says is not looked at */
export function readParcel(parcel: Buffer): { readonly head: unknown; readonly lines: readonly string[] } {
  if (parcel.at(-1) !== lineEnd) throw new SyntaxError('the parcel is cut off');
  const [head = '', ...lines] = parcel.toString('utf8', 0, parcel.length - 1).split('\n');
  return { head: JSON.parse(head) as unknown, lines };
}
