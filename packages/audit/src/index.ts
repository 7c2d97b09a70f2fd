export { type Disk, type DiskFile, localDisk } from './files/disk.ts';
export { readCheckpoints, readPublicKey } from './files/evidence-folder.ts';
export {
  createJournalFolder,
  isLasting,
  type JournalFolder,
  openJournalFolder,
} from './files/journal-folder.ts';
export { canonicalJson, type Plain } from './format/canonical-json.ts';
export { digestOf, entryText, genesisOf, type Link, nextLink, readLine } from './format/chain.ts';
export { type Checkpoint, checkpointHolds, checkpointSchema, signCheckpoint } from './format/checkpoint.ts';
export { type AccessRecord, type NotedRevocation, readEntry } from './format/entry.ts';
export {
  journalBatchType,
  readJournalBatch,
  verifyJournalBatch,
  writeJournalBatch,
} from './format/journal-batch.ts';
export { type Receipt, receiptHolds, signReceipt } from './format/receipt.ts';
export {
  mostFollowing,
  type ProofVerdict,
  type RecordProof,
  readProof,
  verifyProof,
} from './format/record-proof.ts';
export { RecordTemplate } from './format/record-template.ts';
export { readStreamAddress } from './format/stream-address.ts';
export { subjectHasher } from './format/subject.ts';
export { signWitnessWord, type WitnessWord } from './format/witness-word.ts';
export { type JournalState, readJournal, readJournals } from './verify/read-journals.ts';
export { type Verdict, verifyChain } from './verify/verify-chain.ts';
export { type VerifyOptions, verifyDataDirectory } from './verify/verify-data-directory.ts';
export { type FoldersToVerify, verifyFolders } from './verify/verify-folders.ts';
