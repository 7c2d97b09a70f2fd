import { useTranslations } from 'use-intl';
import { Field } from '../../../components/field.tsx';
import { Select } from '../../../components/select.tsx';
import { dataClasses } from '../../../graph/data-class.ts';
import type { Subgraph } from './results.tsx';
import type { Filters } from './use-filters.ts';

/** C4 is never published. */
const classes = dataClasses.filter((each) => each !== 'C4');

interface FieldFiltersProps {
  readonly filters: Filters;
  readonly subgraphs: readonly Subgraph[];
}

/** Searches by words, agency and data class. */
export function FieldFilters({ filters: { values, change }, subgraphs }: FieldFiltersProps) {
  const t = useTranslations('schema.catalogue');
  const words = useTranslations('words.dataClass');
  return (
    <search className="filters">
      <Field
        label={t('search')}
        hint={t('searchHint')}
        type="search"
        value={values.q}
        onChange={(q) => change({ q })}
      />
      <Select label={t('owner')} value={values.subgraph} onChange={(subgraph) => change({ subgraph })}>
        <option value="">{t('all')}</option>
        {subgraphs.map(({ name, agency }) => (
          <option key={name} value={name}>
            {agency?.name ?? name} ({name})
          </option>
        ))}
      </Select>
      <Select label={t('class')} value={values.class} onChange={(name) => change({ class: name })}>
        <option value="">{t('all')}</option>
        {classes.map((each) => (
          <option key={each} value={each}>
            {words(each)} ({each})
          </option>
        ))}
      </Select>
    </search>
  );
}
