/**
 * A JSON value as its text. Shaping writes an answer once; it is parsed again only where an object is asked
 * for.
 */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The value, made anew each time. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/**
 * What JSON writes with an escape (RFC 8259, section 7), and lone surrogates, which `JSON.stringify` escapes
 * as well.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be escaped
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * A string as JSON text. Most have nothing to escape, and looking for it costs less than asking
 * `JSON.stringify`.
 */
export function quoted(value: string): string {
  return escaped.test(value) ? JSON.stringify(value) : `"${value}"`;
}

/**
 * V8 keeps a concatenation as a tree until a character of it is asked for; repeated or kept, it would be
 * walked each time.
 */
export function inOnePiece(text: string): void {
  text.charCodeAt(0);
}
