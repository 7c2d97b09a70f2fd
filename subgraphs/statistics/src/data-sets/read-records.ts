import { CsvRecords, CsvSyntaxError } from './csv-records.ts';
import type { Manifest } from './manifest.ts';
import { DataJsonReader } from './messages/data-json-reader.ts';
import { DataXmlReader } from './messages/data-xml-reader.ts';
import { JsonHeadReader } from './messages/json-head.ts';
import { MessageError } from './messages/message-error.ts';
import { MessageRows } from './messages/message-rows.ts';

/** Opens a file from its start, in pieces. */
export type OpenContent = () => AsyncIterable<Uint8Array>;

export type OnRecord = (fields: readonly string[], line: number) => void;

/** Why a file cannot be read as records, with the line if it is known. */
export interface UnreadableContent {
  readonly line: number | null;
  readonly problem: string;
}

interface RecordReader {
  push(text: string): void;
  end(): void;
}

/**
 * Reads the records of a file in chunks, the header first: CSV, or the observations of an SDMX-ML 3 or
 * SDMX-JSON 2 data message. The first character tells the format.
 *
 * @param afterPiece called after each piece; `false` ends the reading
 * @returns null if everything was read
 */
export async function readRecords(
  open: OpenContent,
  manifest: Manifest,
  onRecord: OnRecord,
  afterPiece: () => boolean,
): Promise<UnreadableContent | null> {
  let encoding: string = manifest.encoding;
  try {
    const first = await firstCharacter(open);
    if (first === '<' || first === '{') encoding = 'utf-8';
    const reader = await readerOf(first, open, manifest, onRecord);
    for await (const text of textOf(open, encoding)) {
      reader.push(text);
      if (!afterPiece()) return null;
    }
    reader.end();
    return null;
  } catch (error) {
    if (error instanceof CsvSyntaxError || error instanceof MessageError) {
      return { line: error.line, problem: error.message };
    }
    if (!isEncodingError(error)) throw error;
    return { line: null, problem: `not ${encoding}; the manifest's "encoding" may be utf-8 or gb18030` };
  }
}

async function readerOf(
  first: string,
  open: OpenContent,
  manifest: Manifest,
  onRecord: OnRecord,
): Promise<RecordReader> {
  if (first === '<') return new DataXmlReader(new MessageRows(manifest, onRecord));
  if (first !== '{') return new CsvRecords(onRecord);
  // Its structure may come after the observations, so the message is read twice.
  const head = new JsonHeadReader();
  for await (const text of textOf(open, 'utf-8')) head.push(text);
  return new DataJsonReader(new MessageRows(manifest, onRecord), head.end());
}

/** The first character that is not white space; empty if there is none in the first piece. */
async function firstCharacter(open: OpenContent): Promise<string> {
  // Latin-1 decodes any bytes; a byte order mark of UTF-8 has three.
  for await (const piece of open()) {
    const text = Buffer.from(piece)
      .toString('latin1')
      .replace(/^\u00ef\u00bb\u00bf/, '');
    return text.trimStart().slice(0, 1);
  }
  return '';
}

async function* textOf(open: OpenContent, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const piece of open()) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

function isEncodingError(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}
