export { copyStream } from './copy-stream.ts';
export { openStreamJournal, type StreamedSettings } from './open-stream-journal.ts';
