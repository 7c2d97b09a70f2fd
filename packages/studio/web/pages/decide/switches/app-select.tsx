import { useId } from 'react';
import { useTranslations } from 'use-intl';

interface AppSelectProps {
  readonly apps: ReadonlyMap<string, string>;
  /** Client id; empty for all callers. */
  readonly value: string;
  readonly onChange: (clientId: string) => void;
  readonly isRequired: boolean;
  readonly problem: string | null;
}

/** An app, or all callers. */
export function AppSelect({ apps, value, onChange, isRequired, problem }: AppSelectProps) {
  const t = useTranslations('decide.switches');
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{t('app')}</label>
      <select
        id={id}
        className="control"
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-problem`}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{t(isRequired ? 'chooseApp' : 'allApps')}</option>
        {[...apps].map(([clientId, name]) => (
          <option key={clientId} value={clientId}>
            {name}
          </option>
        ))}
      </select>
      <span id={`${id}-problem`} slot="errorMessage">
        {problem}
      </span>
    </div>
  );
}
