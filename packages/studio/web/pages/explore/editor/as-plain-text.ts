/**
 * Escapes a text for a description, which is Markdown: an app's name is whatever its developer has chosen,
 * and must be no link.
 */
export function asPlainText(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
