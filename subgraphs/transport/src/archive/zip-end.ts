const endSignature = Buffer.from('PK\x05\x06', 'latin1');
const directorySignature = 0x0201_4b50;
const endBytes = 22;
/** Placeholder offset of ZIP64 (APPNOTE.TXT, 4.4.1.4). */
const inZip64 = 0xffff_ffff;

/**
 * Removes trailing bytes from a zip: servers append line feeds or pages to downloads, and unzip ignores them.
 *
 * @returns the unchanged bytes if there is no end record
 */
export function withoutTrailingBytes(bytes: Buffer): Buffer {
  for (let at = bytes.lastIndexOf(endSignature); at !== -1; at = bytes.lastIndexOf(endSignature, at - 1)) {
    if (isEndRecord(bytes, at)) return bytes.subarray(0, at + endBytes + bytes.readUInt16LE(at + 20));
    if (at === 0) break;
  }
  return bytes;
}

/** The signature may also occur in packed data, but a real end record points to an earlier directory. */
function isEndRecord(bytes: Buffer, at: number): boolean {
  if (at + endBytes > bytes.length || at + endBytes + bytes.readUInt16LE(at + 20) > bytes.length)
    return false;
  const entries = bytes.readUInt16LE(at + 10);
  const size = bytes.readUInt32LE(at + 12);
  const offset = bytes.readUInt32LE(at + 16);
  if (offset === inZip64 || size === inZip64) return true;
  if (offset + size > at) return false;
  return entries === 0 || (offset + 4 <= at && bytes.readUInt32LE(offset) === directorySignature);
}
