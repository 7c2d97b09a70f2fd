export { canonicalJson, type Plain } from './canonical-json.ts';
export { entryText, genesisOf, type Link, nextLink, readLine } from './chain.ts';
export { chainRecordsPruning, newChainName } from './chain-name.ts';
export { type Checkpoint, checkpointHolds, checkpointSchema, signCheckpoint } from './checkpoint.ts';
export { type Disk, type DiskFile, localDisk } from './disk.ts';
export { replaceFile } from './durable-files.ts';
export { type AccessRecord, type JournalEntry, type JournalNote, readEntry } from './entry.ts';
export {
  appendCheckpoint,
  appendReceipt,
  readCheckpoints,
  readPublicKey,
  readReceipts,
  writePublicKey,
} from './evidence-folder.ts';
export {
  journalBatchType,
  readJournalBatch,
  verifyJournalBatch,
  writeJournalBatch,
} from './journal-batch.ts';
export { createJournalFolder, type JournalFolder, openJournalFolder, segmentFile } from './journal-folder.ts';
export { type Receipt, receiptHolds, receiptSchema, signReceipt } from './receipt.ts';
export { RecordTemplate } from './record-template.ts';
export { subjectHasher } from './subject.ts';
export { type Verdict, verifyChain } from './verify-chain.ts';
export { type VerifyOptions, verifyDataDirectory } from './verify-data-directory.ts';
export { type FoldersToVerify, verifyFolders } from './verify-folders.ts';
export { signWitnessWord, type WitnessWord, witnessWordSchema } from './witness.ts';
