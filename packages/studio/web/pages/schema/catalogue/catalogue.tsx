import { useDeferredValue, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { DataClassBadge } from '../../../components/data-class-badge.tsx';
import { Described } from '../../../components/described.tsx';
import { Field } from '../../../components/field.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Page } from '../../../components/page.tsx';
import { Select } from '../../../components/select.tsx';
import { dataClasses } from '../../../graph/data-class.ts';
import { languageVariable } from '../../../graph/language-variable.ts';
import { SchemaTextsDocument, type SchemaTextsQuery } from '../../../graph/operations.ts';
import type { SchemaField } from '../../../graph/read-schema.ts';
import { schemaFields } from '../../../graph/schema-fields.ts';
import { useAllPages } from '../../../graph/use-all-pages.ts';
import { AccessWords } from './access-words.tsx';
import { createCatalogueSearch } from './search-catalogue.ts';

type Subgraph = SchemaTextsQuery['subgraphs']['nodes'][number];

/** C4 is never published. */
const classes = dataClasses.filter((each) => each !== 'C4');

/** Entries shown: more would be slow, and nobody reads them. */
const mostShown = 100;

/** Everything in the graph, including what the caller may not read. */
export function Catalogue() {
  const t = useTranslations('schema.catalogue');
  const { language } = useStudio();
  const variables = { language: languageVariable(language) };
  const pages = useAllPages(SchemaTextsDocument, variables, (data) => data.subgraphs);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LoadedPages pages={pages}>{(subgraphs) => <Results subgraphs={subgraphs} />}</LoadedPages>
    </Page>
  );
}

function Results({ subgraphs }: { readonly subgraphs: readonly Subgraph[] }) {
  const t = useTranslations('schema.catalogue');
  const words = useTranslations('words.dataClass');
  const [parameters, setParameters] = useSearchParams();
  const search = useMemo(() => createCatalogueSearch(fieldsOf(subgraphs)), [subgraphs]);
  const text = parameters.get('q') ?? '';
  const subgraph = parameters.get('subgraph') ?? '';
  const dataClass = parameters.get('class') ?? '';
  const deferred = useDeferredValue(text);
  const found = useMemo(() => search(deferred), [search, deferred]);
  const fields = found.filter(
    (field) =>
      (subgraph === '' || field.subgraph === subgraph) && (dataClass === '' || field.dataClass === dataClass),
  );
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(parameters);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setParameters(next, { replace: true });
  };
  return (
    <>
      <search className="filters">
        <Field
          label={t('search')}
          hint={t('searchHint')}
          type="search"
          value={text}
          onChange={(value) => change('q', value)}
        />
        <Select label={t('owner')} value={subgraph} onChange={(value) => change('subgraph', value)}>
          <option value="">{t('all')}</option>
          {subgraphs.map(({ name, agency }) => (
            <option key={name} value={name}>
              {agency?.name ?? name} ({name})
            </option>
          ))}
        </Select>
        <Select label={t('class')} value={dataClass} onChange={(value) => change('class', value)}>
          <option value="">{t('all')}</option>
          {classes.map((each) => (
            <option key={each} value={each}>
              {words(each)} ({each})
            </option>
          ))}
        </Select>
      </search>
      <p role="status">{t('found', { count: fields.length, shown: Math.min(fields.length, mostShown) })}</p>
      <ul className="fields">
        {fields.slice(0, mostShown).map((field) => (
          <li key={`${field.subgraph} ${field.coordinate}`}>
            <FieldEntry
              field={field}
              agency={subgraphs.find(({ name }) => name === field.subgraph)?.agency?.name}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function fieldsOf(subgraphs: readonly Subgraph[]): SchemaField[] {
  return subgraphs.flatMap(({ name, current }) =>
    current === null ? [] : schemaFields(name, current.schema),
  );
}

interface FieldEntryProps {
  readonly field: SchemaField;
  readonly agency: string | undefined;
}

function FieldEntry({ field, agency }: FieldEntryProps) {
  const t = useTranslations('schema.catalogue');
  return (
    <article>
      <h2>
        <code>{field.coordinate}</code> <code className="value-type">{field.valueType}</code>
      </h2>
      <p>
        <DataClassBadge value={field.dataClass} /> {agency ?? field.subgraph}
      </p>
      {field.description !== null && (
        <p>
          <Described text={field.description} />
        </p>
      )}
      {field.deprecation !== null && <p>{t('deprecated', { reason: field.deprecation })}</p>}
      <div className="who">
        <strong>{t('who')}</strong> <AccessWords access={field.access} />
      </div>
    </article>
  );
}
