/** Controls, halves of characters, and format characters (Unicode TR 36). */
const invisible = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/gu;

/** Replaces the characters of a foreign text that control a terminal, or that reorder or hide text. */
export function printable(text: string): string {
  return text.replaceAll(invisible, ' ');
}
