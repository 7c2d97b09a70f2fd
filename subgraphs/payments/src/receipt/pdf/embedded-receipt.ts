import { inflateSync } from 'node:zlib';

/** How the signed receipt is attached to its PDF. */
export const attachment = { name: 'receipt.jose', type: 'application/jose+json' } as const;

/** Far more than a receipt: what is not ours must not fill the memory. */
const maxOutputLength = 65_536;

/**
 * The signed receipt that is attached to a PDF of ours, as text; null where there is none, or more than one.
 * It finds what pdfkit writes, and no other program's way of saying the same: whatever it finds still has to
 * be verified.
 */
export function embeddedReceipt(pdf: Buffer): string | null {
  // One byte a character: a PDF is text with bytes in between (ISO 32000-1, 7.3.8 and 7.11.4).
  const text = pdf.toString('latin1');
  const at = text.indexOf(fileType);
  if (at === -1 || at !== text.lastIndexOf(fileType)) return null;
  // Sticky: looked for everywhere, in a file that only begins the like it would be looked for by the hour.
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
