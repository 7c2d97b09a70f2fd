/**
 * A JSON value as text. Shaping writes an answer once as text, which is parsed only if an object is needed.
 */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Parses the value on each call. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/**
 * Characters that JSON escapes (RFC 8259, section 7), and lone surrogates, which `JSON.stringify` escapes
 * too.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be escaped
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * A string as JSON text. Most strings have nothing to escape, and the test is cheaper than `JSON.stringify`.
 */
export function quoted(value: string): string {
  return escaped.test(value) ? JSON.stringify(value) : `"${value}"`;
}

/**
 * Flattens a string: V8 stores a concatenation as a tree until a character is read, and walks it at each use.
 */
export function inOnePiece(text: string): void {
  text.charCodeAt(0);
}
