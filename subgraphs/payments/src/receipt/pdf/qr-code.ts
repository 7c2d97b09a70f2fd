import { encodeQR } from 'qr';

/**
 * The modules of a QR code, row by row, with the quiet zone that ISO/IEC 18004 wants around it. Level M,
 * which a fold or a stain does not spoil: a receipt takes version 20 or so. SMART Health Cards, which are
 * signed texts on phones and paper as well, stop at version 22, because that is what phones read without
 * trouble.
 */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  return encodeQR(text, 'raw', { ecc: 'medium', border: quietModules });
}

const quietModules = 4;
