import type { Refusal } from './refusals.ts';

const ruleTitles: Readonly<Record<string, string>> = {
  authenticated: 'Needs a login',
  requiresScopes: 'Needs a scope',
  policy: 'Needs permission',
};

export function RefusalList({ refusals }: { refusals: readonly Refusal[] }) {
  return (
    <ul className="refusals-list">
      {refusals.map((refusal) => (
        <li key={JSON.stringify([refusal.rule, refusal.missing, refusal.remedy])}>
          <div className="refusal-title">
            <strong>{ruleTitles[refusal.rule] ?? refusal.rule}</strong>
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

/** One alternative suffices, with all of its atoms. */
function Missing({ alternatives }: { alternatives: Refusal['missing'] }) {
  return alternatives.map((all, index) => (
    <span key={all.join(' ')}>
      {index > 0 && <i> or </i>}
      {all.map((atom, position) => (
        <span key={atom}>
          {position > 0 && <i> and </i>}
          <code>{atom}</code>
        </span>
      ))}
    </span>
  ));
}
