import { Transform } from 'node:stream';
import { crc32 } from 'node:zlib';
import { ArchiveError } from './archive.ts';

/** Passes bytes through, and fails if they are more or fewer than declared, or their CRC-32 is wrong. */
export function checkedContent(size: number, checksum: number): Transform {
  let seen = 0;
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      sum = crc32(chunk, sum);
      if (seen > size) done(new ArchiveError('damaged', `unpacks to more than the declared ${size} bytes`));
      else done(null, chunk);
    },
    flush(done) {
      if (seen < size) done(new ArchiveError('damaged', `unpacks to ${seen} of the declared ${size} bytes`));
      else if (sum !== checksum) done(new ArchiveError('damaged', 'the checksum (CRC-32) is wrong'));
      else done();
    },
  });
}
