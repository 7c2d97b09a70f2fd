import { useTranslations } from 'use-intl';
import { AppStateBadge } from '../../../components/app-state.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import type { Registration } from './requests.tsx';

type Transition = Registration['transitions']['nodes'][number];

/** Everything that has happened to an app, as developer, agencies and admin read it. */
export function History({ transitions }: { readonly transitions: readonly Transition[] }) {
  const t = useTranslations('build.app.requests');
  const newestFirst = transitions.toSorted((one, other) => other.at.localeCompare(one.at));
  return (
    <section>
      <h2>{t('history')}</h2>
      <ol className="timeline">
        {newestFirst.map((transition) => (
          <Entry key={`${transition.at} ${transition.event}`} transition={transition} />
        ))}
      </ol>
    </section>
  );
}

function Entry({
  transition: { event, to, at, by, agency, changed, reason },
}: {
  readonly transition: Transition;
}) {
  const t = useTranslations('build.app.requests');
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
