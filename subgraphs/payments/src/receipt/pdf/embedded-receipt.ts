import { inflateSync } from 'node:zlib';

/** Name and type of the attached receipt. */
export const attachment = { name: 'receipt.jose', type: 'application/jose+json' } as const;

/** Far above the size of a receipt, to bound memory. */
const maxOutputLength = 65_536;

/**
 * Extracts the signed receipt from a PDF written by this service; null unless there is exactly one.
 * Understands only pdfkit's output; the caller has to verify the result.
 */
export function embeddedReceipt(pdf: Buffer): string | null {
  // One byte per character: a PDF is text with bytes in between (ISO 32000-1, 7.3.8 and 7.11.4).
  const text = pdf.toString('latin1');
  const at = text.indexOf(fileType);
  if (at === -1 || at !== text.lastIndexOf(fileType)) return null;
  // Sticky, because an unanchored search would be quadratic for a hostile file.
  embeddedFile.lastIndex = at;
  const found = embeddedFile.exec(text);
  if (found === null) return null;
  const start = found.index + found[0].length;
  const length = Number(found[1]);
  try {
    return inflateSync(pdf.subarray(start, start + length), { maxOutputLength }).toString('utf8');
  } catch {
    return null;
  }
}

const fileType = '/Type /EmbeddedFile\n';
const embeddedFile =
  /\/Type \/EmbeddedFile\n(?:(?!endobj|stream)[^\n]*\n)*?\/Length (\d{1,6})\n\/Filter \/FlateDecode\n>>\nstream\n/y;
