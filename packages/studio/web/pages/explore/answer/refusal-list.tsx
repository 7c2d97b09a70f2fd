import { useTranslations } from 'use-intl';
import type { Refusal } from './refusals.ts';

const rules = ['authenticated', 'requiresScopes', 'policy'] as const;

export function RefusalList({ refusals }: { refusals: readonly Refusal[] }) {
  return (
    <ul className="refusals-list">
      {refusals.map((refusal) => (
        <li key={JSON.stringify([refusal.rule, refusal.missing, refusal.remedy])}>
          <div className="refusal-title">
            <RuleTitle rule={refusal.rule} />
            <Missing alternatives={refusal.missing} />
          </div>
          <p>{refusal.remedy}</p>
          <ul className="refused-fields">
            {refusal.fields.map(({ path, times }) => (
              <li key={path}>
                <code>{path}</code>
                {times > 1 && <small> ×{times}</small>}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function RuleTitle({ rule }: { readonly rule: string }) {
  const t = useTranslations('explore.rules');
  const known = rules.find((each) => each === rule);
  return <strong>{known === undefined ? rule : t(known)}</strong>;
}

/** One alternative suffices, with all of its atoms. */
function Missing({ alternatives }: { alternatives: Refusal['missing'] }) {
  const t = useTranslations('explore');
  return alternatives.map((all, index) => (
    <span key={all.join(' ')}>
      {index > 0 && <i> {t('or')} </i>}
      {all.map((atom, position) => (
        <span key={atom}>
          {position > 0 && <i> {t('and')} </i>}
          <code>{atom}</code>
        </span>
      ))}
    </span>
  ));
}
