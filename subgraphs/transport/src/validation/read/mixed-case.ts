/**
 * Whether a text for passengers is one word in lowercase, or several words of which none is in mixed case.
 * Scripts without capitals do not count.
 */
export function lacksMixedCase(value: string): boolean {
  const words = (value.match(/\p{L}+/gu) ?? []).filter((word) => /[\p{Lu}\p{Ll}]/u.test(word));
  const [first = ''] = words;
  if (words.length === 1) return first.length > 1 && /^\p{Ll}+$/u.test(first);
  const long = words.filter((word) => word.length > 1);
  return long.length >= 2 && !long.some((word) => /\p{Lu}/u.test(word) && /\p{Ll}/u.test(word));
}
