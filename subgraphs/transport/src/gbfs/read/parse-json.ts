import { isUtf8 } from 'node:buffer';
import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { asSlice } from '../../feed/slices.ts';
import { SourceError } from '../../source/feed-source.ts';

/** Limit that RFC 8259 section 9 permits: a level of two bytes would take a hundred times as much memory. */
const maxDepth = 1_000;
/** Bytes of a string or number that the library collects before it joins them. */
const joinedBytes = 4 * 1024;

/**
 * Parses JSON as `JSON.parse` does, in slices of a few milliseconds between which requests are served. Only
 * byte order marks differ: they are ignored in strings and between tokens.
 *
 * @param sliceBytes default is 32 KiB
 * @throws SourceError if it is not JSON, or nested more than 1,000 deep
 */
export async function parseJson(bytes: Uint8Array, sliceBytes = 32 * 1024): Promise<unknown> {
  if (!isUtf8(bytes)) throw new SourceError('it is not JSON');
  const tokenizer = new Tokenizer({ stringBufferSize: joinedBytes, numberBufferSize: joinedBytes });
  const parser = new TokenParser({ paths: ['$'] });
  let root: unknown;
  let depth = 0;
  parser.onValue = ({ value }) => {
    root = value;
  };
  tokenizer.onToken = (token) => {
    depth += depthChange(token.token);
    if (depth > maxDepth) throw new SourceError(`it is nested more than ${maxDepth} deep`);
    parser.write(token);
  };
  try {
    for (let begin = 0; begin < bytes.length; begin += sliceBytes) {
      await asSlice(() => tokenizer.write(bytes.subarray(begin, begin + sliceBytes)));
    }
    tokenizer.end();
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError('it is not JSON');
  }
  if (root === undefined) throw new SourceError('it is not JSON');
  return root;
}

function depthChange(token: TokenType): number {
  if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) return 1;
  return token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET ? -1 : 0;
}
