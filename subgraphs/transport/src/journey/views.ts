import type { ActiveTrips } from './active-trips.ts';
import { joinOverlays } from './merge/join-overlays.ts';
import { backwards, type Direction, forwards } from './raptor/direction.ts';
import { buildOverlay, type Overlay } from './realtime/overlay.ts';
import { isEmpty, type RealtimeRuns } from './realtime/realtime-runs.ts';
import type { Timetable, Walks } from './timetable.ts';

/** A timetable as a search sees it: as planned or in real time, with all trips or the accessible ones. */
export interface View {
  readonly activeTrips: ActiveTrips;
  /** `null` for a search by timetable. */
  readonly overlay: Overlay | null;
  readonly walks: Walks;
  readonly forwards: Direction;
  readonly backwards: Direction;
}

/** Makes views when they are first needed. */
export class Views {
  readonly #timetable: Timetable;
  readonly #build: typeof buildOverlay;
  #runs: readonly RealtimeRuns[] = [];
  /** Overlays of single feeds, of all trips and of the accessible ones, until their runs are replaced. */
  readonly #overlays = {
    all: new WeakMap<RealtimeRuns, Overlay>(),
    accessible: new WeakMap<RealtimeRuns, Overlay>(),
  };
  readonly #scheduled = new Map<boolean, View>();
  readonly #realtime = new Map<boolean, View>();

  constructor(timetable: Timetable, build = buildOverlay) {
    this.#timetable = timetable;
    this.#build = build;
  }

  /**
   * Replaces the real-time information, and prepares the usual view of it.
   *
   * @param runs of each feed, in the rows of the timetable; those that stay the same are prepared already
   */
  useRuns(runs: readonly RealtimeRuns[]): void {
    this.#runs = runs.filter((each) => !isEmpty(each));
    this.#realtime.clear();
    this.of(true, false);
  }

  of(realtime: boolean, onlyAccessible: boolean): View {
    const isRealtime = realtime && this.#runs.length > 0;
    const views = isRealtime ? this.#realtime : this.#scheduled;
    const view = views.get(onlyAccessible) ?? this.#make(isRealtime, onlyAccessible);
    views.set(onlyAccessible, view);
    return view;
  }

  #make(isRealtime: boolean, onlyAccessible: boolean): View {
    const timetable = this.#timetable;
    const activeTrips = onlyAccessible ? timetable.accessibleTrips : timetable.activeTrips;
    const overlay = isRealtime ? this.#overlayOf(activeTrips, onlyAccessible) : null;
    const walks = onlyAccessible ? timetable.accessibleWalks : timetable.walks;
    return {
      activeTrips,
      overlay,
      walks,
      forwards: forwards(timetable, walks, overlay),
      backwards: backwards(timetable, walks, overlay),
    };
  }

  /** Builds only those overlays whose runs are new. */
  #overlayOf(activeTrips: ActiveTrips, onlyAccessible: boolean): Overlay {
    const known = onlyAccessible ? this.#overlays.accessible : this.#overlays.all;
    const overlays = this.#runs.map((runs) => {
      const overlay = known.get(runs) ?? this.#build(this.#timetable, activeTrips, runs, onlyAccessible);
      known.set(runs, overlay);
      return overlay;
    });
    return joinOverlays(this.#timetable, overlays);
  }
}
