import type { ActiveTrips } from './active-trips.ts';
import { backwards, type Direction, forwards } from './raptor/direction.ts';
import { buildOverlay, type Overlay } from './realtime/overlay.ts';
import { isEmpty, noRuns, type RealtimeRuns } from './realtime/realtime-runs.ts';
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
  #runs: RealtimeRuns = noRuns;
  readonly #scheduled = new Map<boolean, View>();
  readonly #realtime = new Map<boolean, View>();

  constructor(timetable: Timetable) {
    this.#timetable = timetable;
  }

  /** Replaces the real-time information, and prepares the usual view of it. */
  useRuns(runs: RealtimeRuns): void {
    this.#runs = runs;
    this.#realtime.clear();
    this.of(true, false);
  }

  of(realtime: boolean, onlyAccessible: boolean): View {
    const isRealtime = realtime && !isEmpty(this.#runs);
    const views = isRealtime ? this.#realtime : this.#scheduled;
    const view = views.get(onlyAccessible) ?? this.#make(isRealtime, onlyAccessible);
    views.set(onlyAccessible, view);
    return view;
  }

  #make(isRealtime: boolean, onlyAccessible: boolean): View {
    const timetable = this.#timetable;
    const activeTrips = onlyAccessible ? timetable.accessibleTrips : timetable.activeTrips;
    const overlay = isRealtime ? buildOverlay(timetable, activeTrips, this.#runs, onlyAccessible) : null;
    const walks = onlyAccessible ? timetable.accessibleWalks : timetable.walks;
    return {
      activeTrips,
      overlay,
      walks,
      forwards: forwards(timetable, walks, overlay),
      backwards: backwards(timetable, walks, overlay),
    };
  }
}
