/** Kind of a token: the character code of punctuation, otherwise one of these. */
export const tokenKind = { end: 0, name: 1, value: 2, spread: 3 } as const;

/**
 * Iterates over the tokens of a document (GraphQL October 2021, section 2.1) without allocating objects: the
 * token list of graphql-js is ten times the size of the text.
 *
 * For counting only. An invalid token ends the iteration; the parser reports it.
 */
export class DocumentTokens {
  readonly #text: string;
  #at = 0;
  /** Start of the last token. */
  #start = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Text of the last token. */
  get text(): string {
    return this.#text.slice(this.#start, this.#at);
  }

  /** Whether the last token has this text. */
  is(word: string): boolean {
    return this.#at - this.#start === word.length && this.#text.startsWith(word, this.#start);
  }

  /** @returns its kind */
  next(): number {
    this.#skipIgnored();
    const text = this.#text;
    this.#start = this.#at;
    if (this.#at >= text.length) return tokenKind.end;
    const code = text.charCodeAt(this.#at);
    if (isNameStart(code)) {
      while (isNamePart(text.charCodeAt(this.#at))) this.#at += 1;
      return tokenKind.name;
    }
    if (punctuation.has(code)) {
      this.#at += 1;
      return code;
    }
    if (text.startsWith('...', this.#at)) {
      this.#at += 3;
      return tokenKind.spread;
    }
    if (text.startsWith('"""', this.#at)) return this.#skipBlockString();
    if (code === quote) return this.#skipString();
    if (!isDigit(code) && code !== minus) return tokenKind.end;
    this.#at += 1;
    while (this.#isNumberPart()) this.#at += 1;
    return tokenKind.value;
  }

  /** A sign belongs to an exponent only: `1-1` is two numbers. */
  #isNumberPart(): boolean {
    const code = this.#text.charCodeAt(this.#at);
    if (isDigit(code) || code === dot || isExponent(code)) return true;
    return (code === minus || code === plus) && isExponent(this.#text.charCodeAt(this.#at - 1));
  }

  #skipIgnored(): void {
    const text = this.#text;
    for (; this.#at < text.length; this.#at += 1) {
      const code = text.charCodeAt(this.#at);
      if (code === hash) {
        while (this.#at < text.length && !isLineEnd(text.charCodeAt(this.#at))) this.#at += 1;
      } else if (!ignored.has(code)) return;
    }
  }

  #skipString(): number {
    const text = this.#text;
    for (let at = this.#at + 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (isLineEnd(code)) break;
      if (code === backslash) at += 1;
      else if (code === quote) {
        this.#at = at + 1;
        return tokenKind.value;
      }
    }
    return this.#nothingMore();
  }

  #skipBlockString(): number {
    const text = this.#text;
    let end = text.indexOf('"""', this.#at + 3);
    while (end > 0 && text.charCodeAt(end - 1) === backslash) end = text.indexOf('"""', end + 3);
    if (end < 0) return this.#nothingMore();
    this.#at = end + 3;
    return tokenKind.value;
  }

  #nothingMore(): number {
    this.#at = this.#text.length;
    return tokenKind.end;
  }
}

const codesOf = (characters: string) => new Set([...characters].map((character) => character.charCodeAt(0)));
const punctuation = codesOf('!$&():=@[]{|}');
const ignored = codesOf('\ufeff\t\n\r ,');
const [quote, backslash, hash] = [0x22, 0x5c, 0x23];
const [plus, minus, dot] = [0x2b, 0x2d, 0x2e];

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

function isNameStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}

function isExponent(code: number): boolean {
  return code === 0x65 || code === 0x45;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
