import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';

/** Another gateway writes this one's journal, because the claim has expired. */
export class SlotLost extends Error {
  override readonly name = 'SlotLost';
}

export function isNotFound(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}

/** Whether the subject has other messages than this process knows. */
export function isWrongSequence(error: unknown): boolean {
  return (
    error instanceof JetStreamApiError &&
    (error.code === JetStreamApiCodes.StreamWrongLastSequence ||
      error.code === JetStreamApiCodes.StreamWrongLastSequenceUnknown)
  );
}
