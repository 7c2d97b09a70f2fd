import { Transform } from 'node:stream';
import { crc32 } from 'node:zlib';
import { ArchiveError } from './archive.ts';

/** Passes bytes through, and fails at the end if their CRC-32 is wrong: yauzl checks only sizes. */
export function checkedSum(expected: number): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      done(sum === expected ? null : new ArchiveError('damaged', 'the checksum (CRC-32) is wrong'));
    },
  });
}
