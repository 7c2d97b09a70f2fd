import { useTranslations } from 'use-intl';
import { Select } from '../../../components/select.tsx';
import type { SchemaLensQuery } from '../../../graph/operations.ts';
import { lensReaders } from '../../../graph/purpose-lens.ts';
import type { Filters } from './use-filters.ts';

export type LensApp = SchemaLensQuery['partnerApps']['nodes'][number];

interface LensChoiceProps {
  readonly filters: Filters;
  readonly apps: readonly LensApp[];
  readonly purposes: SchemaLensQuery['purposes'];
}

const states = ['allowed', 'consent', 'closed'] as const;

/** Chooses the app, purpose and kind of citizen through which the fields are looked at. */
export function LensChoice({ filters: { values, change }, apps, purposes }: LensChoiceProps) {
  const t = useTranslations('schema.lens');
  const app = apps.find(({ clientId }) => clientId === values.app);
  const chooseApp = (clientId: string) => {
    const chosen = apps.find((each) => each.clientId === clientId);
    const cleared = { reader: '', open: '' };
    change({ app: clientId, purpose: '', ...(chosen === undefined && cleared) });
  };
  return (
    <fieldset className="lens">
      <legend>{t('title')}</legend>
      <Select label={t('app')} value={app?.clientId ?? ''} onChange={chooseApp}>
        <option value="">{t('noApp')}</option>
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
            value={purposeOf(app, values.purpose)}
            onChange={(purpose) => change({ purpose })}
          >
            {purposes.map(({ id, title }) => (
              <option key={id} value={id}>
                {app.purposes.some((each) => each.id === id) ? title : t('notForApp', { purpose: title })}
              </option>
            ))}
          </Select>
          <Select label={t('reader')} value={values.reader} onChange={(reader) => change({ reader })}>
            {lensReaders.map((each, at) => (
              <option key={each} value={at === 0 ? '' : each}>
                {t(`readers.${each}`)}
              </option>
            ))}
          </Select>
          <Select label={t('show')} value={values.open} onChange={(open) => change({ open })}>
            <option value="">{t('all')}</option>
            {states.map((state) => (
              <option key={state} value={state}>
                {t(`states.${state}`)}
              </option>
            ))}
          </Select>
        </>
      )}
    </fieldset>
  );
}

/** The chosen purpose, or else the first that the app may use data for. */
export function purposeOf({ purposes }: LensApp, chosen: string): string {
  return chosen || (purposes[0]?.id ?? '');
}
