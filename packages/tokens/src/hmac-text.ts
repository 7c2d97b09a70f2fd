import { hash, type KeyObject } from 'node:crypto';

const blockBytes = 64;
const hashBytes = 32;
/** What is signed is a kilobyte or two. */
const firstTextBytes = 4_096;

/**
 * HMAC-SHA-256 (RFC 2104) of ASCII text under one key, in base64.
 *
 * Two hashes in one native call each, over blocks that are laid out once: `createHmac` makes an object for each text that
 * lives outside of the heap and has to be finalized by the collector of garbage, and costs half as much again.
 */
export function createTextHmac(key: KeyObject): (text: string) => string {
  const given = key.export();
  // Section 2: a key that is longer than a block is hashed first; hash(key ^ opad, hash(key ^ ipad, text)).
  let inner = Buffer.alloc(blockBytes + firstTextBytes);
  const outer = Buffer.alloc(blockBytes + hashBytes);
  const secret = given.length > blockBytes ? hash('sha256', given, 'buffer') : given;
  inner.set(padded(secret, 0x36));
  outer.set(padded(secret, 0x5c));

  // To make a view costs several times what the hash does, and most texts of one caller are of one length.
  let views: (Buffer | undefined)[] = [];

  return (text) => {
    const length = blockBytes + text.length;
    if (length > inner.length) {
      inner = Buffer.concat([inner.subarray(0, blockBytes)], length * 2);
      views = [];
    }
    const view = text.length > firstTextBytes ? undefined : views[text.length];
    const used = view ?? inner.subarray(0, length);
    if (view === undefined && text.length <= firstTextBytes) views[text.length] = used;
    // A character above ASCII would lose bits, and sign another text as well: nobody may bring one here.
    inner.write(text, blockBytes, 'latin1');
    outer.write(hash('sha256', used, 'binary'), blockBytes, 'latin1');
    return hash('sha256', outer, 'base64');
  };
}

function padded(secret: Buffer, pad: number): Buffer {
  const block = Buffer.alloc(blockBytes, pad);
  for (const [at, byte] of secret.entries()) block[at] = byte ^ pad;
  return block;
}
