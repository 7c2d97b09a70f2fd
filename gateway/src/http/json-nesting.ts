const [quote, backslash] = [0x22, 0x5c];
const [braceOpen, braceClose, bracketOpen, bracketClose] = [0x7b, 0x7d, 0x5b, 0x5d];

/** What is shorter cannot hold so many levels that they would take much memory, whatever is in it. */
const harmlessLength = 4_000;

/**
 * Whether a text of JSON nests lists and objects more than `limit` deep, told before it is parsed: a megabyte of brackets
 * becomes forty megabytes of lists, which live until the collector of garbage comes round.
 */
export function nestsDeeper(limit: number, text: string): boolean {
  if (text.length <= harmlessLength) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        break;
      case braceOpen:
      case bracketOpen:
        depth += 1;
        if (depth > limit) return true;
        break;
      case braceClose:
      case bracketClose:
        depth -= 1;
    }
  }
  return false;
}

/** @returns where its closing quote is; the end of the text where there is none */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** By an odd number of backslashes before it (RFC 8259, section 7). */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === backslash) before -= 1;
  return (at - before) % 2 === 0;
}
