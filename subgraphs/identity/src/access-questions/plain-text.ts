/** Maximum length of a question or an answer. */
export const maxTextLength = 1_000;

/** Control and format characters, which can hide or reorder what surrounds the text. */
const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Returns the text as pages can show it beside their own words, or `null` if it is empty or too long. */
export function plainText(text: string): string | null {
  const plain = text
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return plain.length === 0 || plain.length > maxTextLength ? null : plain;
}
