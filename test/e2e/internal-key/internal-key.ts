/** What the internal keys of all synthetic citizens begin with; three more digits follow. */
const prefix = 'CTZ-0000000';

/**
 * What base64 makes of the prefix, for each place at which it can begin within three bytes; nothing else
 * spells it.
 */
function base64Forms(): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from('\0'.repeat(offset) + prefix).toString('base64');
    // The first group holds what comes before, the last one what comes after.
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

/**
 * Where a text holds the internal key of a citizen, in plain or encoded: the surroundings; `null` where it
 * does not.
 */
export function findInternalKey(text: string): string | null {
  for (const form of forms) {
    const index = text.indexOf(form);
    if (index >= 0) return text.slice(Math.max(0, index - 80), index + 40);
  }
  return null;
}
