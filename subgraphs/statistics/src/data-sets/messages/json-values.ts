import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { MessageError } from './message-error.ts';

/** Maximum characters from one value that is read to the next, because a value is held whole. */
const maximumPart = 16 * 1024 * 1024;
/** Characters that are parsed at once, so that a value that is too long ends the parsing in time. */
const charactersAtOnce = 64 * 1024;

/** Maximum nesting of objects and arrays; the parser's time grows with its square. */
const maximumDepth = 32;

/** Leaves numbers as they are written, because a double may differ from its text. */
class ExactTokenizer extends Tokenizer {
  // The parser passes the value on unchanged, and never calculates with it.
  protected override parseNumber(text: string): number {
    return text as unknown as number;
  }
}

/** A value of a JSON text, whose numbers are texts. */
export interface JsonValue {
  /** Keys and positions from the root to the value. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Streams the values of some paths from JSON; everything else is skipped. */
export class JsonValues {
  readonly #tokenizer = new ExactTokenizer();
  #isComplete = false;
  #sincePart = 0;
  #depth = 0;

  /** @param paths such as `$.data.dataSets.*.series.*` */
  constructor(paths: readonly string[], onValue: (value: JsonValue) => void) {
    const parser = new TokenParser({ paths: [...paths], keepStack: false });
    parser.onValue = ({ value, key, stack }) => {
      this.#sincePart = 0;
      const path = [...stack.slice(1).map((one) => String(one.key)), String(key)];
      onValue({ path, value });
    };
    parser.onError = fail;
    parser.onEnd = () => {
      this.#isComplete = true;
    };
    this.#tokenizer.onToken = (token) => {
      this.#depth += depthChange(token.token);
      if (this.#depth > maximumDepth) {
        throw new MessageError(null, `objects and arrays are nested more than ${maximumDepth} deep`);
      }
      parser.write(token);
    };
    this.#tokenizer.onError = fail;
  }

  /** @throws MessageError */
  push(text: string): void {
    for (let start = 0; start < text.length; ) {
      const part = text.slice(start, endOfPart(text, start));
      start += part.length;
      this.#tokenizer.write(part);
      this.#sincePart += part.length;
      if (this.#sincePart > maximumPart) {
        const problem = `a value has more than ${maximumPart} characters; write observations without series`;
        throw new MessageError(null, problem);
      }
    }
  }

  /** @throws MessageError */
  end(): void {
    if (!this.#isComplete) throw new MessageError(null, 'not JSON: it ends too early');
  }
}

/** Never between the halves of a surrogate pair, because the tokenizer encodes each part alone. */
function endOfPart(text: string, start: number): number {
  const end = start + charactersAtOnce;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end + 1 : end;
}

function depthChange(token: TokenType): number {
  if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) return 1;
  return token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET ? -1 : 0;
}

function fail(error: Error): never {
  throw error instanceof MessageError ? error : new MessageError(null, `not JSON: ${error.message}`);
}
