import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { AppStateBadge } from '../../../components/app-state.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { AppHistoryDocument, type AppHistoryQuery } from '../../../graph/operations.ts';
import { useAllPages } from '../../../graph/use-all-pages.ts';

type Transition = NonNullable<AppHistoryQuery['appRegistration']>['transitions']['nodes'][number];

interface AppHistoryProps {
  readonly clientId: string;
  /** Interval of repetitions in milliseconds; default is none. */
  readonly everyMs?: number;
}

/** Everything that has happened to an app, newest first, as developer, agencies and admin read it. */
export function AppHistory({ clientId, everyMs }: AppHistoryProps) {
  const t = useTranslations('app.history');
  const { language } = useStudio();
  const pages = useAllPages(
    AppHistoryDocument,
    { clientId, language: languageVariable(language) },
    (data) => data.appRegistration?.transitions,
    everyMs === undefined ? {} : { everyMs },
  );
  return (
    <section>
      <h2>{t('title')}</h2>
      <LoadedPages pages={pages}>
        {(transitions) => (
          <ol className="timeline">
            {transitions
              .toSorted((one, other) => other.at.localeCompare(one.at))
              .map((transition) => (
                <Entry key={`${transition.at} ${transition.event}`} transition={transition} />
              ))}
          </ol>
        )}
      </LoadedPages>
    </section>
  );
}

function Entry({
  transition: { event, to, at, by, agency, changed, reason },
}: {
  readonly transition: Transition;
}) {
  const t = useTranslations('app.history');
  const words = useTranslations('words');
  const who = agency?.name ?? words(`appActor.${by}`);
  return (
    <li>
      <p>
        <strong>{words(`appEvent.${event}`)}</strong> <AppStateBadge state={to} />
      </p>
      <p className="quiet">
        <DateTime value={at} /> · {t('by', { who })}
        {changed.length > 0 && ` · ${changed.map((detail) => words(`appDetail.${detail}`)).join(', ')}`}
      </p>
      {reason !== null && <q>{reason}</q>}
    </li>
  );
}
