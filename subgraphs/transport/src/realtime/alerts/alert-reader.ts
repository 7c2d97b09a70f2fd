import { at } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import { inSlices } from '../../feed/slices.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import { ProblemCounts } from '../problems.ts';
import type { Entities } from '../source/entities.ts';
import type { TripMatcher } from '../trips/trip-matcher.ts';
import { isOver, type ServiceAlert } from './alert.ts';
import { AlertIndex } from './alert-index.ts';
import { readAlert } from './read-alert.ts';

/** Alerts of one source. */
export interface AlertsOfSource {
  readonly name: string;
  readonly alerts: Entities['alerts'];
}

interface ReadAlerts {
  readonly index: AlertIndex;
  /** Per source. */
  readonly problems: readonly ProblemCounts[];
}

/** Reads alerts again only if they, the feed or the trips of messages have changed, or one has ended. */
export class AlertReader {
  #known:
    | (ReadAlerts & { readonly matcher: TripMatcher; readonly from: readonly AlertsOfSource[] })
    | undefined;

  /** @param matcher of this feed and of the trip updates of the same moment */
  async read(
    from: readonly AlertsOfSource[],
    { feed, matcher }: { readonly feed: Feed; readonly matcher: TripMatcher },
    now: Instant,
  ): Promise<ReadAlerts> {
    const known = this.#known;
    const isSame =
      known?.matcher === matcher &&
      from.every(({ alerts }, source) => alerts === known.from[source]?.alerts) &&
      !known.index.alerts.some((alert) => isOver(alert, now));
    if (known !== undefined && isSame) return known;
    const read: ServiceAlert[] = [];
    const problems: ProblemCounts[] = [];
    for (const { name, alerts } of from) {
      const counts = new ProblemCounts();
      problems.push(counts);
      const list = [...alerts];
      await inSlices(list.length, (index) => {
        const [id, { content }] = at(list, index);
        const report = counts.reporting(id);
        const alert = readAlert(`${feed.id}:${name}:${id}`, content, { feed, matcher, report });
        if (!isOver(alert, now)) read.push(alert);
      });
    }
    this.#known = { index: new AlertIndex(feed, read), problems, matcher, from };
    return this.#known;
  }
}
