export { entryText, genesisOf, type Link, nextLink, readLine } from './chain.ts';
export { type Checkpoint, checkpointHolds, checkpointSchema, signCheckpoint } from './checkpoint.ts';
export { type AccessRecord, type JournalEntry, type JournalNote, readEntry } from './entry.ts';
export {
  appendCheckpoint,
  chainsWithCheckpoints,
  createJournalFolder,
  type JournalFolder,
  openJournalFolder,
  readCheckpoints,
  readPublicKey,
  segmentFile,
  writePublicKey,
} from './journal-folder.ts';
export { parcelType, readParcel, writeParcel } from './parcel.ts';
export { RecordTemplate } from './record-template.ts';
export { subjectHasher } from './subject.ts';
export { type Verdict, verifyChain } from './verify-chain.ts';
