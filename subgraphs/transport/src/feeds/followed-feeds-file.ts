import { ConfigurationError } from '@civic-graph/service';
import type { FeedDefaults, FeedSettings } from './feed-settings.ts';
import { readFeedsFile } from './feeds-file.ts';

export interface FollowedFeedsFileOptions {
  readonly path: string;
  readonly defaults: FeedDefaults;
  /** Called with the content of each valid read. */
  readonly apply: (settings: readonly FeedSettings[]) => Promise<void>;
  /** Called with why the file is refused, when that changes; with `null` when it is valid again. */
  readonly onRefusal: (reason: string | null) => void;
  /** Called for a defect. */
  readonly report: (error: unknown) => void;
}

/** The file of `TRANSPORT_FEEDS`, which is read again while it is served. An invalid one changes nothing. */
export class FollowedFeedsFile {
  readonly #options: FollowedFeedsFileOptions;
  #refusal: string | null = null;
  #checking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FollowedFeedsFileOptions) {
    this.#options = options;
  }

  /** Reads the file. Concurrent calls share one read. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  /** Reads the file periodically, until {@link close}. */
  watch(seconds: number): void {
    this.#timer = setInterval(() => void this.check(), seconds * 1000).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#checking;
  }

  async #check(): Promise<void> {
    const { path, defaults, apply, report } = this.#options;
    try {
      const settings = readFeedsFile(path, defaults);
      this.#found(null);
      await apply(settings);
    } catch (error) {
      if (error instanceof ConfigurationError) this.#found(error.message);
      else report(error);
    }
  }

  #found(refusal: string | null): void {
    if (refusal !== this.#refusal) this.#options.onRefusal(refusal);
    this.#refusal = refusal;
  }
}
