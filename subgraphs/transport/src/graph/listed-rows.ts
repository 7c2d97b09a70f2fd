import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { FeedsInService } from '../feeds/feeds-in-service.ts';
import type { JoinedPlaces } from '../places/joined-places.ts';
import { rowsIn } from './connections.ts';
import type { FeedRow } from './mappers.ts';

/** All rows of a table of a feed, made once: a national feed has 50,000 stops, and a page has 20. */
export class ListedRows {
  readonly #ofFeed = new WeakMap<Feed, readonly FeedRow[]>();
  readonly #rows: (feed: Feed) => Iterable<number>;

  constructor(rows: (feed: Feed) => Iterable<number>) {
    this.#rows = rows;
  }

  of(feed: Feed): readonly FeedRow[] {
    const known = this.#ofFeed.get(feed) ?? rowsIn(feed, this.#rows(feed));
    this.#ofFeed.set(feed, known);
    return known;
  }
}

/** The stops or stations of all feeds in service, each place once, also made once for all pages. */
export class ListedPlaces {
  readonly #ofPlaces = new WeakMap<JoinedPlaces, readonly FeedRow[]>();
  readonly #rows: ListedRows;

  /** @param kind `location_type` of stops.txt */
  constructor(kind: number) {
    this.#rows = new ListedRows(({ stops }) =>
      [...stops.kinds.keys()].filter((row) => at(stops.kinds, row) === kind),
    );
  }

  of(feeds: FeedsInService): readonly FeedRow[] {
    const { places } = feeds.network;
    const known =
      this.#ofPlaces.get(places) ??
      feeds.distinct(feeds.all.flatMap(({ loaded: { feed } }) => this.#rows.of(feed)));
    this.#ofPlaces.set(places, known);
    return known;
  }
}
