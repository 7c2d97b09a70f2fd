import { headers } from '@nats-io/transport-node';
import type { AuditStream } from './connect-stream.ts';
import { isWrongSequence, SlotLost } from './stream-errors.ts';
import { createSubjectWriter } from './subject-writer.ts';
import { claimStream, claimSubject, slotName } from './subjects.ts';

/** A gateway's right to continue the journal of a slot. */
export interface Claim {
  readonly slot: string;
  /** Whether another gateway has taken the slot, because this one could not renew its claim. */
  isLost(): boolean;
  /** Lets another gateway continue at once. Never rejects. */
  release(): Promise<void>;
}

const renewMs = 2_000;
const maxSlots = 1_000;

/**
 * Claims the first free slot, so that a new gateway continues the journal of an ended one. The
 * claim only avoids disputes: the subjects of the journal refuse a second writer.
 *
 * @param writer unique to this process
 */
export async function claimSlot(stream: AuditStream, writer: string): Promise<Claim> {
  for (let number = 1; number <= maxSlots; number += 1) {
    const slot = slotName(number);
    const subject = claimSubject(slot);
    const own = createSubjectWriter({ stream, name: claimStream, subject, writer, last: 0 });
    const renew = () => own.publish(Buffer.alloc(0), headers());
    try {
      await renew();
    } catch (error) {
      if (error instanceof SlotLost || isWrongSequence(error)) continue;
      throw error;
    }
    return held(stream, slot, renew);
  }
  throw new Error(`all ${maxSlots} slots are claimed: run fewer gateways`);
}

function held(stream: AuditStream, slot: string, renew: () => Promise<void>): Claim {
  let isLost = false;
  let renewing = Promise.resolve();
  const timer = setInterval(() => {
    renewing = renew().catch((error: unknown) => {
      // Other errors are temporary; if they last, the claim expires and another gateway may take the slot.
      if (error instanceof SlotLost) isLost = true;
    });
  }, renewMs).unref();
  return {
    slot,
    isLost: () => isLost,
    async release() {
      clearInterval(timer);
      await renewing;
      if (isLost) return;
      await stream.jsm.streams.purge(claimStream, { filter: claimSubject(slot) }).catch(() => undefined);
    },
  };
}
