/** Every synthetic citizen's internal key begins so; ten digits follow. */
const prefix = 'CTZ-0';

/** What base64 makes of the prefix, for each place at which it can begin within three bytes; nothing else spells it. */
function base64Forms(): string[] {
  const padded = `${prefix}00000`;
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(`${'\0'.repeat(offset)}${padded}`).toString('base64');
    const first = offset === 0 ? 0 : 4;
    return encoded.slice(first, first + 8);
  });
}

const forms = [prefix, ...base64Forms(), Buffer.from(prefix).toString('hex')];
const anyForm = new RegExp(
  [...forms, encodeURIComponent(prefix), 'CTZ%2D0', 'CTZ\\\\u002d0'].join('|'),
  // Hexadecimal is written both ways; base64 is not, and the few words that this finds beside it would be looked at.
  'i',
);

/** Where a text holds the internal key of a citizen, in plain or encoded: the surroundings; `null` where it does not. */
export function findInternalKey(text: string): string | null {
  const found = anyForm.exec(text);
  return found && text.slice(Math.max(0, found.index - 80), found.index + 40);
}
