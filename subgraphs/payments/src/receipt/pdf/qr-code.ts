import { encodeQR } from 'qr';

/**
 * Modules of a QR code by row, with the quiet zone of ISO/IEC 18004. Level M survives folds and stains;
 * version 22 is the maximum that phones read reliably (as in SMART Health Cards).
 */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  return encodeQR(text, 'raw', { ecc: 'medium', border: quietModules });
}

const quietModules = 4;
