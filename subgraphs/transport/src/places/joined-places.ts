import { at, intAt } from '../feed/columns.ts';

/** A stop or station of one of the feeds. */
export interface PlaceInFeed {
  readonly feed: number;
  readonly row: number;
}

/**
 * Stops and stations of all feeds, numbered together: those of different feeds that are the same place have
 * one number. Feeds are given by their index.
 */
export class JoinedPlaces {
  readonly count: number;
  /** Feed -> stop row -> place, in shared memory. */
  readonly of: readonly Int32Array[];
  /** Place -> the first feed that has it, and its row there. */
  readonly #feeds: Uint8Array;
  readonly #rows: Int32Array;
  /** Only of places that several feeds have; in the order of the feeds. */
  readonly #members = new Map<number, PlaceInFeed[]>();

  constructor(count: number, of: readonly Int32Array[]) {
    this.count = count;
    this.of = of;
    this.#feeds = new Uint8Array(count);
    this.#rows = new Int32Array(count).fill(-1);
    for (const [feed, places] of of.entries()) {
      for (let row = 0; row < places.length; row += 1) this.#add({ feed, row }, intAt(places, row));
    }
  }

  #add(member: PlaceInFeed, place: number): void {
    if (intAt(this.#rows, place) === -1) {
      this.#feeds[place] = member.feed;
      this.#rows[place] = member.row;
      return;
    }
    const members = this.#members.get(place) ?? [this.#first(place)];
    this.#members.set(place, members);
    members.push(member);
  }

  #first(place: number): PlaceInFeed {
    return { feed: at(this.#feeds, place), row: intAt(this.#rows, place) };
  }

  placeOf({ feed, row }: PlaceInFeed): number {
    return intAt(at(this.of, feed), row);
  }

  /** The stops or stations of a place, at most one of each feed. */
  membersOf(place: number): readonly PlaceInFeed[] {
    return this.#members.get(place) ?? [this.#first(place)];
  }

  /** The place in a feed, or in the first one that has it. */
  memberIn(place: number, feed: number): PlaceInFeed {
    const members = this.membersOf(place);
    return members.find((member) => member.feed === feed) ?? at(members, 0);
  }
}
