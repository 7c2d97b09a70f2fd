import { useTranslations } from 'use-intl';
import { Select } from '../../../components/select.tsx';
import { lensReaders } from '../../../graph/purpose-lens.ts';
import { type Lens, type LensChoice, purposeOf } from './use-lens.ts';

interface LensSelectsProps {
  readonly lens: Lens;
  readonly choice: LensChoice;
  readonly onChange: (changes: Partial<LensChoice>) => void;
  /** What is shown without an app. */
  readonly withoutApp: string;
}

/** Chooses the app, purpose and kind of citizen through which the fields are looked at. */
export function LensSelects({ lens, choice, onChange, withoutApp }: LensSelectsProps) {
  const { apps, app, purposes } = lens;
  const t = useTranslations('schema.lens');
  const chooseApp = (clientId: string) =>
    onChange({ app: clientId, purpose: '', ...(clientId === '' && { reader: '' }) });
  return (
    <>
      <Select label={t('app')} value={app?.clientId ?? ''} onChange={chooseApp}>
        <option value="">{withoutApp}</option>
        {apps.map(({ clientId, name }) => (
          <option key={clientId} value={clientId}>
            {name}
          </option>
        ))}
      </Select>
      {app !== undefined && (
        <>
          <Select
            label={t('purpose')}
            value={purposeOf(app, choice.purpose)}
            onChange={(purpose) => onChange({ purpose })}
          >
            {purposes.map(({ id, title }) => (
              <option key={id} value={id}>
                {app.purposes.some((each) => each.id === id) ? title : t('notForApp', { purpose: title })}
              </option>
            ))}
          </Select>
          <Select label={t('reader')} value={choice.reader} onChange={(reader) => onChange({ reader })}>
            {lensReaders.map((each, at) => (
              <option key={each} value={at === 0 ? '' : each}>
                {t(`readers.${each}`)}
              </option>
            ))}
          </Select>
        </>
      )}
    </>
  );
}
