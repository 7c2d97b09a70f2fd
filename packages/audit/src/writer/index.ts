export { Journal, JournalUnavailable, journalLimits } from './journal.ts';
export { type OpenJournalFile, openJournalFile } from './journal-file.ts';
export {
  type AuditSettings,
  type JournalParts,
  type OpenedJournal,
  openJournal,
  type StreamSettings,
} from './open-journal.ts';
export { type JournalReceiver, ReceiverAwaited } from './ship-journal.ts';
