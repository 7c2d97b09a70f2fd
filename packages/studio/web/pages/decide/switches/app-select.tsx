import { useTranslations } from 'use-intl';
import { Select } from '../../../components/select.tsx';

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
  return (
    <Select label={t('app')} value={value} onChange={onChange} problem={problem}>
      <option value="">{t(isRequired ? 'chooseApp' : 'allApps')}</option>
      {[...apps].map(([clientId, name]) => (
        <option key={clientId} value={clientId}>
          {name}
        </option>
      ))}
    </Select>
  );
}
