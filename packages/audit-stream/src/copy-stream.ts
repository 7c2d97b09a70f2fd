import { join } from 'node:path';
import { connectStream } from './connect-stream.ts';
import { copySlot } from './copy-slot.ts';
import { isNotFound } from './stream-errors.ts';
import { allJournals, journalStream, slotOf } from './subjects.ts';

/**
 * Copies the journals of all gateways into a data folder, to be verified there like journals on a disk.
 *
 * @returns names of the journals
 * @throws Error if no server answers, or if there are no journals
 */
export async function copyStream(servers: readonly string[], dataFolder: string): Promise<readonly string[]> {
  const stream = await connectStream(servers);
  try {
    const { state } = await stream.jsm.streams
      .info(journalStream, { subjects_filter: allJournals })
      .catch((error: unknown) => {
        if (isNotFound(error))
          throw new Error(`there is no stream ${journalStream}: name the servers of AUDIT_NATS_URL`);
        throw error;
      });
    const slots = [...new Set(Object.keys(state.subjects ?? {}).map(slotOf))].sort();
    for (const slot of slots) await copySlot(stream, slot, join(dataFolder, 'audit', slot));
    return slots;
  } finally {
    await stream.close();
  }
}
