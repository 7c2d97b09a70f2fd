import { type Disk, type DiskFile, localDisk } from '@civic-graph/audit';

export const diskErrors = ['ENOSPC', 'EIO', 'EROFS', 'EACCES'] as const;
export type DiskError = (typeof diskErrors)[number];

/** A disk that fails on demand, one call or all calls from one on; writes that fail have written half. */
export class FailingDisk {
  /** Calls so far, by name. */
  readonly calls: string[] = [];
  readonly #real: Disk;
  #failure: { readonly from: number; readonly once: boolean; readonly code: DiskError } | null = null;

  constructor(real: Disk = localDisk) {
    this.#real = real;
  }

  /** @param from number of the first call that fails; the first call of all is 0 */
  fail(from: number, code: DiskError, once: boolean): void {
    this.#failure = { from, once, code };
  }

  heal(): void {
    this.#failure = null;
  }

  readonly disk: Disk = {
    makeFolder: (path) => this.#call('makeFolder', () => this.#real.makeFolder(path)),
    rename: (from, to) => this.#call('rename', () => this.#real.rename(from, to)),
    remove: (path) => this.#call('remove', () => this.#real.remove(path)),
    open: async (path) => this.#wrap(await this.#call('open', () => this.#real.open(path))),
  };

  #wrap(file: DiskFile): DiskFile {
    return {
      append: (bytes) =>
        this.#call(
          'append',
          () => file.append(bytes),
          () => file.append(bytes.subarray(0, bytes.length / 2)),
        ),
      truncate: (bytes) => this.#call('truncate', () => file.truncate(bytes)),
      probe: (end) => this.#call('probe', () => file.probe(end)),
      measure: () => this.#call('measure', () => file.measure()),
      // The descriptor is gone after a close that fails (close(2)).
      close: () =>
        this.#call(
          'close',
          () => file.close(),
          () => file.close(),
        ),
    };
  }

  async #call<Result>(
    name: string,
    act: () => Promise<Result>,
    actInPart: () => Promise<void> = async () => undefined,
  ): Promise<Result> {
    const number = this.calls.push(name) - 1;
    const failure = this.#failure;
    if (failure === null || number < failure.from || (failure.once && number > failure.from)) return act();
    await actInPart();
    throw Object.assign(new Error(`${failure.code}: ${name}`), { code: failure.code });
  }
}
