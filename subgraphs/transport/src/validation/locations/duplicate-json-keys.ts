/**
 * Keys that an object of a JSON text has twice; `JSON.parse` silently takes the last one.
 *
 * @param text valid JSON
 */
export function duplicateJsonKeys(text: string): readonly string[] {
  const duplicates: string[] = [];
  const open: (Set<string> | null)[] = [];
  const token = /["{}[\]]/g;
  const colon = /\s*:/y;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === '{') open.push(new Set());
    else if (found === '[') open.push(null);
    else if (found !== '"') open.pop();
    else {
      const end = endOfString(text, match.index);
      token.lastIndex = end + 1;
      colon.lastIndex = end + 1;
      if (!colon.test(text)) continue;
      const key = text.slice(match.index + 1, end);
      const keys = open.at(-1);
      if (keys?.has(key) === true) duplicates.push(key);
      keys?.add(key);
    }
  }
  return duplicates;
}

/** Position of the closing quote. A regular expression would exhaust the stack on a text of 30 MB. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, position: number): boolean {
  let before = position - 1;
  while (text[before] === '\\') before -= 1;
  return (position - before) % 2 === 0;
}
