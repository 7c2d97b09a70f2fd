import { noRuns, type RealtimeRuns } from '../realtime/realtime-runs.ts';

/**
 * Real-time information on each feed of a planner. Changes that arrive together are used together, because
 * each use joins those of all feeds.
 */
export class RunsOfFeeds {
  readonly #runs: RealtimeRuns[];
  readonly #use: (runs: readonly RealtimeRuns[]) => void;
  #due: NodeJS.Immediate | null = null;

  /** @param use prepares the planner with the runs of all feeds, by index */
  constructor(feeds: number, use: (runs: readonly RealtimeRuns[]) => void) {
    this.#runs = Array.from({ length: feeds }, () => noRuns);
    this.#use = use;
  }

  /** Replaces the runs of a feed. They are used after the messages that wait, or by {@link useNow}. */
  set(feed: number, runs: RealtimeRuns): void {
    this.#runs[feed] = runs;
    this.#due ??= setImmediate(() => this.useNow());
  }

  /** Uses the runs if any has changed; call it before a journey is planned. */
  useNow(): void {
    if (this.#due === null) return;
    clearImmediate(this.#due);
    this.#due = null;
    this.#use(this.#runs);
  }
}
