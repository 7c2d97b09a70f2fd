import { useDeferredValue, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Badge } from '../../../components/badge.tsx';
import { Field } from '../../../components/field.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { SchemaTextsDocument, type SchemaTextsQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { AccessWords } from './access-words.tsx';
import { type CatalogueField, readCatalogue } from './read-catalogue.ts';
import { createCatalogueSearch } from './search-catalogue.ts';

type Subgraph = SchemaTextsQuery['subgraphs']['nodes'][number];

const classes = ['C0', 'C1', 'C2', 'C3'] as const;
/** Entries shown: more would be slow, and nobody reads them. */
const mostShown = 100;

/** Everything in the graph, including what the caller may not read. */
export function Catalogue() {
  const t = useTranslations('schema.catalogue');
  const { language } = useStudio();
  const query = useOperation(SchemaTextsDocument, { language: languageVariable(language) });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query}>{({ subgraphs }) => <Results subgraphs={subgraphs.nodes} />}</Loaded>
    </Page>
  );
}

function Results({ subgraphs }: { readonly subgraphs: readonly Subgraph[] }) {
  const t = useTranslations('schema.catalogue');
  const words = useTranslations('words.dataClass');
  const [parameters, setParameters] = useSearchParams();
  const search = useMemo(() => createCatalogueSearch(readCatalogue(schemasOf(subgraphs))), [subgraphs]);
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
        <label className="form-field">
          <span>{t('owner')}</span>
          <select
            className="control"
            value={subgraph}
            onChange={(event) => change('subgraph', event.target.value)}
          >
            <option value="">{t('all')}</option>
            {subgraphs.map(({ name, agency }) => (
              <option key={name} value={name}>
                {agency?.name ?? name} ({name})
              </option>
            ))}
          </select>
        </label>
        <label className="form-field">
          <span>{t('class')}</span>
          <select
            className="control"
            value={dataClass}
            onChange={(event) => change('class', event.target.value)}
          >
            <option value="">{t('all')}</option>
            {classes.map((each) => (
              <option key={each} value={each}>
                {words(each)} ({each})
              </option>
            ))}
          </select>
        </label>
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

function schemasOf(subgraphs: readonly Subgraph[]) {
  return subgraphs.flatMap(({ name, current }) =>
    current === null ? [] : [{ subgraph: name, sdl: current.schema }],
  );
}

interface FieldEntryProps {
  readonly field: CatalogueField;
  readonly agency: string | undefined;
}

function FieldEntry({ field, agency }: FieldEntryProps) {
  const t = useTranslations('schema.catalogue');
  const words = useTranslations('words.dataClass');
  const known = classes.find((each) => each === field.dataClass);
  return (
    <article>
      <h2>
        <code>{field.coordinate}</code> <code className="value-type">{field.valueType}</code>
      </h2>
      <p>
        {known !== undefined && (
          <Badge tone={known === 'C0' ? 'good' : known === 'C1' ? 'quiet' : 'warn'}>{words(known)}</Badge>
        )}{' '}
        {agency ?? field.subgraph}
      </p>
      {field.description !== '' && <p>{field.description}</p>}
      {field.deprecation !== null && <p>{t('deprecated', { reason: field.deprecation })}</p>}
      <div className="who">
        <strong>{t('who')}</strong> <AccessWords access={field.access} />
      </div>
    </article>
  );
}
