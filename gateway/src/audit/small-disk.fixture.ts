import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Disk, localDisk } from '@civic-graph/audit';

/** A disk that can be filled to its last byte. */
export interface SmallDisk {
  /** `mounted`: a file system of its own; `limited`: a folder whose files together take no more than that. */
  readonly kind: 'mounted' | 'limited';
  readonly path: string;
  readonly disk: Disk;
  fill(): void;
  empty(): void;
  remove(): void;
}

const bytes = 256 * 1024;

/** Where no file system may be mounted, one that counts what is written takes its place. */
export function smallDisk(): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'civic-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'none', path], { stdio: 'ignore' });
  } catch {
    return limitedDisk(path);
  }
  const ballast = join(path, 'ballast');
  return {
    kind: 'mounted',
    path,
    disk: localDisk,
    fill() {
      const file = openSync(ballast, 'a');
      try {
        for (;;) writeSync(file, Buffer.alloc(1_024));
      } catch {
        closeSync(file);
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    remove() {
      // Lazily: a test that was broken off may still have a file open.
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true });
    },
  };
}

export function limitedDisk(path: string): SmallDisk {
  let free = bytes;
  const noSpace = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  const disk: Disk = {
    ...localDisk,
    async open(file) {
      const opened = await localDisk.open(file);
      return {
        ...opened,
        async append(text) {
          const part = text.subarray(0, Math.max(0, free));
          await opened.append(part);
          free -= part.length;
          if (part.length < text.length) throw noSpace();
        },
        async probe(end) {
          if (free < 64_000) throw noSpace();
          await opened.probe(end);
        },
      };
    },
  };
  return {
    kind: 'limited',
    path,
    disk,
    // As on a disk whose last block is begun: some bytes are left.
    fill: () => {
      free = Math.min(free, 300);
    },
    empty: () => {
      free = bytes;
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}
