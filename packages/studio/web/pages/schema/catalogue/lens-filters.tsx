import { useTranslations } from 'use-intl';
import { Select } from '../../../components/select.tsx';
import { LensSelects } from '../../shared/lens/lens-selects.tsx';
import type { Lens } from '../../shared/lens/use-lens.ts';
import type { Filters } from './use-filters.ts';

const states = ['allowed', 'consent', 'closed'] as const;

interface LensFiltersProps {
  readonly filters: Filters;
  readonly lens: Lens;
}

/** Chooses the lens, and which of the fields that it shows are listed. */
export function LensFilters({ filters: { values, change }, lens }: LensFiltersProps) {
  const t = useTranslations('schema.lens');
  return (
    <fieldset className="lens">
      <legend>{t('title')}</legend>
      <LensSelects
        lens={lens}
        choice={values}
        withoutApp={t('noApp')}
        onChange={(changes) => change({ ...changes, ...(changes.app === '' && { open: '' }) })}
      />
      {lens.app !== undefined && (
        <Select label={t('show')} value={values.open} onChange={(open) => change({ open })}>
          <option value="">{t('all')}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {t(`states.${state}`)}
            </option>
          ))}
        </Select>
      )}
    </fieldset>
  );
}
