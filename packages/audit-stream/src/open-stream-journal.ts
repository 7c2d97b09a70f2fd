import type { KeyObject } from 'node:crypto';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import {
  type AuditSettings,
  type JournalParts,
  type OpenedJournal,
  openJournal,
  type StreamSettings,
} from '@civic-graph/audit/writer';
import { claimSlot } from './claim-slot.ts';
import { connectStream } from './connect-stream.ts';
import { copySlot } from './copy-slot.ts';
import { ensureStreams } from './ensure-streams.ts';
import { openStreamDisk } from './stream-disk.ts';

/** Settings of a gateway without a disk of its own. */
export interface StreamedSettings extends AuditSettings {
  readonly stream: StreamSettings;
  /** The same for all gateways, because each continues the journals of others and has no disk for a key. */
  readonly signingKey: KeyObject;
}

/** Segments of 16 MB to keep: fewer than on a disk, because a gateway reads all of them when it starts. */
const keptSegments = 24;

/**
 * Opens a journal whose entries JetStream acknowledges: claims a slot, and continues the journal that the
 * stream has for it.
 *
 * @throws Error if JetStream does not answer
 */
export async function openStreamJournal(
  settings: StreamedSettings,
  parts: Omit<JournalParts, 'disk'>,
): Promise<OpenedJournal> {
  const { folder } = settings;
  const writer = randomUUID();
  const stream = await connectStream(settings.stream.servers);
  try {
    await ensureStreams(stream, settings.stream.replicas);
    const claim = await claimSlot(stream, writer);
    try {
      // The folder is only a copy, of this slot or another one.
      await rm(folder, { recursive: true, force: true });
      const last = await copySlot(stream, claim.slot, folder);
      const disk = await openStreamDisk({ stream, slot: claim.slot, folder, writer, last });
      const opened = await openJournal({ ...settings, keptSegments }, { ...parts, disk });
      return {
        ...opened,
        isLost: claim.isLost,
        async close() {
          await opened.close();
          await claim.release();
          await stream.close();
        },
      };
    } catch (error) {
      await claim.release();
      throw error;
    }
  } catch (error) {
    await stream.close();
    throw error;
  }
}
