/** Control characters, lone surrogates and format characters (Unicode TR 36). */
const invisible = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/gu;

/** Replaces characters that control a terminal, or reorder or hide text. */
export function printable(text: string): string {
  return text.replaceAll(invisible, ' ');
}
