/** Longer than any language tag (RFC 5646, section 4.4.1); bounded because each part is tried. */
const maxLength = 64;

/** Languages to try, in lower case: `en-GB`, then `en` (RFC 4647, section 3.4). */
export function lookupRanges(language: string | null | undefined): string[] {
  if (!language || language.length > maxLength) return [];
  const parts = language.toLowerCase().split('-');
  return parts.map((_, cut) => parts.slice(0, parts.length - cut).join('-'));
}
