/** Prefix of the internal keys of all synthetic citizens; three more digits follow. */
const prefix = 'CTZ-0000000';

/** Base64 of the prefix at each offset within three bytes; no other text encodes to it. */
function base64Forms(): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from('\0'.repeat(offset) + prefix).toString('base64');
    // The first group is the text before, the last one the text after.
    const from = offset === 0 ? 0 : 4;
    return encoded.slice(from, from + 12);
  });
}

/** Long enough that random text in an answer or a log never equals it. */
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
