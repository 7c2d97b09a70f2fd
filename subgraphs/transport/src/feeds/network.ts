import type { JourneyService } from '../journey/worker/journey-service.ts';
import { joinPlaces } from '../places/join-places.ts';
import type { JoinedPlaces } from '../places/joined-places.ts';
import type { TripRuns } from '../realtime/trips/trip-runs.ts';
import type { LoadedFeed } from './feed-store.ts';

/** Plans journeys with real-time information, and reports with each the runs of each feed that it used. */
export type NetworkJourneys = JourneyService<readonly TripRuns[]>;

/** The feeds in service at one moment, with their common places and one planner for all. */
export interface Network {
  /** In the order of the configuration. */
  readonly feeds: readonly LoadedFeed[];
  /** By the index of a feed. */
  readonly places: JoinedPlaces;
  readonly journeys: NetworkJourneys;
}

export interface NetworkOptions {
  /** Ids of the configured feeds, in their order; a version of another feed is not served. */
  readonly order: () => readonly string[];
  /** Creates the planner of some feeds, which may start only with the first journey. */
  readonly createJourneys: (network: Omit<Network, 'journeys'>) => Promise<NetworkJourneys>;
  /** Called when a network begins to be served, before any journey is planned on it. */
  readonly onServed: (network: Network) => void;
}

/** Holds the network in service, and replaces it as a whole when a feed has a newer version. */
export class NetworkStore {
  readonly #options: NetworkOptions;
  #current: Network | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  get current(): Network {
    if (this.#current === null) throw new Error('no feed is in service yet (a defect)');
    return this.#current;
  }

  /** The version of a feed in service; `null` if none is. */
  versionOf(feedId: string): LoadedFeed | null {
    return this.#current?.feeds.find(({ feed }) => feed.id === feedId) ?? null;
  }

  /**
   * Puts versions of feeds into service beside the other feeds, one call after the other. Feeds that are no
   * longer configured end.
   */
  serve(versions: readonly LoadedFeed[]): Promise<void> {
    const served = this.#last.then(() => this.#replace(versions));
    this.#last = served.catch(() => {});
    return served;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#current?.journeys.close();
  }

  async #replace(versions: readonly LoadedFeed[]): Promise<void> {
    const { order, createJourneys, onServed } = this.#options;
    const byId = new Map([...(this.#current?.feeds ?? []), ...versions].map((each) => [each.feed.id, each]));
    const feeds = order().flatMap((id) => byId.get(id) ?? []);
    const places = await joinPlaces(feeds.map(({ feed }) => feed));
    const journeys = await createJourneys({ feeds, places });
    const replaced = this.#current;
    this.#current = { feeds, places, journeys };
    onServed(this.#current);
    replaced?.journeys.retire();
  }
}
