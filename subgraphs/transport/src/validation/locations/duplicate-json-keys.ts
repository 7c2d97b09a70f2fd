/**
 * Keys that an object of a JSON text has twice; `JSON.parse` silently takes the last one.
 *
 * @param text valid JSON
 */
export function duplicateJsonKeys(text: string): readonly string[] {
  const duplicates: string[] = [];
  const open: (Set<string> | null)[] = [];
  const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found, colon] = match;
    if (found === '{') open.push(new Set());
    else if (found === '[') open.push(null);
    else if (found === '}' || found === ']') open.pop();
    else if (colon !== undefined) {
      const key = found.slice(1, found.lastIndexOf('"'));
      const keys = open.at(-1);
      if (keys?.has(key) === true) duplicates.push(key);
      keys?.add(key);
    }
  }
  return duplicates;
}
