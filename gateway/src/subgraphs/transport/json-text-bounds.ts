/** A shorter text cannot take long or much memory to parse, whatever it contains. */
const harmlessCharacters = 500_000;

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [braceOpen, braceClose, bracketOpen, bracketClose] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Bounds a long JSON text before it is parsed: sixteen megabytes of brackets block the event loop for two
 * seconds and become half a gigabyte.
 * @returns the exceeded bound
 */
export function excessOf(
  text: string,
  { maxDepth, maxValues }: { readonly maxDepth: number; readonly maxValues: number },
): 'levels' | 'values' | null {
  if (text.length <= harmlessCharacters) return null;
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        break;
      case braceOpen:
      case bracketOpen:
        depth += 1;
        values += 1;
        if (depth > maxDepth) return 'levels';
        if (values > maxValues) return 'values';
        break;
      case braceClose:
      case bracketClose:
        depth -= 1;
        break;
      case comma:
        values += 1;
        if (values > maxValues) return 'values';
        break;
    }
  }
  return null;
}

/** @returns the position of the quotation mark that ends what begins at `start`, or the end of the text */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** Whether an odd number of backslashes is before it (RFC 8259, section 7). */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === backslash) before -= 1;
  return (at - before) % 2 === 0;
}
