/**
 * Whether JSON text nests lists and objects more than `limit` deep. `JSON.parse` reads any depth, but whoever walks,
 * clones or writes the value afterwards does so recursively, and would exhaust the stack.
 */
export function isDeeperThan(limit: number, text: string): boolean {
  // Each level takes two characters at least: most answers need no look.
  if (text.length <= limit * 2) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case openBrace:
      case openBracket:
        depth += 1;
        if (depth > limit) return true;
        break;
      case closeBrace:
      case closeBracket:
        depth -= 1;
        break;
      case quote:
        at = endOfString(text, at);
        break;
    }
  }
  return false;
}

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const quote = 0x22;
const backslash = 0x5c;

/** Position of the quote that ends the string which starts at `start`; the end of the text where none does. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, position: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(position - backslashes - 1) === backslash) backslashes += 1;
  return backslashes % 2 === 1;
}
