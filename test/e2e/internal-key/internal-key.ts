/** What the internal keys of all synthetic citizens begin with; three more digits follow. */
const prefix = 'CTZ-0000000';

/**
 * What base64 makes of the prefix, for each place at which it can begin within three bytes; nothing else
 * spells it.
 */
function base64Forms(): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from('\0'.repeat(offset) + prefix).toString('base64');
    // The first group is the text before, the last one the text after.
    const from = offset === 0 ? 0 : 4;
    return encoded.slice(from, from + 12);
  });
}

/** Long enough that no random text of an answer or a log is taken for one of them. */
const forms = [
  prefix,
  prefix.replace('-', '%2D'),
  prefix.replace('-', '%2d'),
  prefix.replace('-', '\\u002d'),
  ...base64Forms(),
  Buffer.from(prefix).toString('hex'),
  Buffer.from(prefix).toString('hex').toUpperCase(),
];

/** Returns the context of a citizen's internal key in a text, plain or encoded; `null` if it is absent. */
export function findInternalKey(text: string): string | null {
  for (const form of forms) {
    const index = text.indexOf(form);
    if (index >= 0) return text.slice(Math.max(0, index - 80), index + 40);
  }
  return null;
}
