import { isUtf8 } from 'node:buffer';
import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { inSlices } from '../../feed/slices.ts';
import { SourceError } from '../../source/feed-source.ts';

/** Limit that RFC 8259 section 9 permits: a level of two bytes would take a hundred times as much memory. */
const maxDepth = 1_000;
/** Bytes of a string or number that the library collects before it joins them. */
const joinedBytes = 4 * 1024;
const byteOrderMark = Buffer.from('\uFEFF');
/** U+FEFF as an escape, or as the bytes of UTF-8. */
const markWithin = /\\ufeff|\xef\xbb\xbf/i;
const [quote, backslash] = [0x22, 0x5c];

/**
 * Parses JSON as `JSON.parse` does, in slices of a few milliseconds between which requests are served.
 *
 * @param sliceBytes default is 32 KiB
 * @throws SourceError if it is not JSON, or nested more than 1,000 deep
 */
export async function parseJson(bytes: Uint8Array, sliceBytes = 32 * 1024): Promise<unknown> {
  if (!isUtf8(bytes)) throw new SourceError('it is not JSON');
  const text = withoutMark(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const tokenizer = new Tokenizer({ stringBufferSize: joinedBytes, numberBufferSize: joinedBytes });
  const parser = new TokenParser({ paths: ['$'] });
  let root: unknown;
  let depth = 0;
  let mayHaveMark = false;
  parser.onValue = ({ value }) => {
    root = value;
  };
  tokenizer.onToken = (token) => {
    depth += depthChange(token.token);
    if (depth > maxDepth) throw new SourceError(`it is nested more than ${maxDepth} deep`);
    const isAffected = mayHaveMark && token.token === TokenType.STRING;
    parser.write(isAffected ? { ...token, value: stringAt(text, token.offset) } : token);
  };
  try {
    // After a mark, the library accepts no other one, which it otherwise does even after `{`.
    tokenizer.write(byteOrderMark);
    await inSlices(Math.ceil(text.length / sliceBytes), 1, (slice) => {
      const [begin, end] = [slice * sliceBytes, (slice + 1) * sliceBytes];
      mayHaveMark ||= markWithin.test(text.toString('latin1', begin, end + '\\ufef'.length));
      tokenizer.write(text.subarray(begin, end));
    });
    tokenizer.end();
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError('it is not JSON');
  }
  if (root === undefined) throw new SourceError('it is not JSON');
  return root;
}

function withoutMark(text: Buffer): Buffer {
  return text.subarray(0, byteOrderMark.length).equals(byteOrderMark)
    ? text.subarray(byteOrderMark.length)
    : text;
}

/** The string that begins at a quote; version 0.0.26 of the library drops U+FEFF from strings. */
function stringAt(text: Buffer, start: number): string {
  let end = start + 1;
  while (end < text.length && text[end] !== quote) end += text[end] === backslash ? 2 : 1;
  return JSON.parse(text.toString('utf8', start, end + 1));
}

function depthChange(token: TokenType): number {
  if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) return 1;
  return token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET ? -1 : 0;
}
