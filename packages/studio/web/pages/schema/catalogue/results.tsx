import { useDeferredValue, useEffect, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { SchemaTextsQuery } from '../../../graph/operations.ts';
import { countOpenness, lookThrough, type Openness, type PurposeLens } from '../../../graph/purpose-lens.ts';
import type { SchemaField } from '../../../graph/read-schema.ts';
import { schemaFields } from '../../../graph/schema-fields.ts';
import { type LensApp, useLens } from '../../shared/lens/use-lens.ts';
import { FieldEntry } from './field-entry.tsx';
import { FieldFilters } from './field-filters.tsx';
import { LensFilters } from './lens-filters.tsx';
import { createCatalogueSearch } from './search-catalogue.ts';
import { useFilters } from './use-filters.ts';
import { usePinyin } from './use-pinyin.ts';

export type Subgraph = SchemaTextsQuery['subgraphs']['nodes'][number];

/** Entries shown: more would be slow, and nobody reads them. */
const mostShown = 100;

/** The fields that match what is searched for, and what an app could do with each. */
export function Results({ subgraphs }: { readonly subgraphs: readonly Subgraph[] }) {
  const t = useTranslations('schema.catalogue');
  const filters = useFilters();
  const { q, subgraph, class: dataClass, open } = filters.values;
  const lens = useLens(filters.values);
  const { app, apps } = lens;
  const text = useDeferredValue(q);
  const [pinyin, loadPinyin] = usePinyin();
  const search = useMemo(
    () =>
      createCatalogueSearch(fieldsOf(subgraphs), {
        ...{ scopes: scopeTextsOf(apps), agencies: agencyNamesOf(subgraphs), pinyin },
      }),
    [subgraphs, apps, pinyin],
  );
  const found = useMemo(() => search(text), [search, text]);
  const mayBePinyin = found.length === 0 && /[a-z]/i.test(text);
  useEffect(() => {
    if (mayBePinyin) loadPinyin();
  }, [mayBePinyin, loadPinyin]);
  const opennessOf = useOpenness(lens.through);
  const matching = found.filter(
    (field) =>
      (subgraph === '' || field.subgraph === subgraph) && (dataClass === '' || field.dataClass === dataClass),
  );
  const fields = matching.filter((field) => open === '' || opennessOf(field)?.kind === open);
  return (
    <>
      <FieldFilters filters={filters} subgraphs={subgraphs} />
      <LensFilters filters={filters} lens={lens} />
      <p role="status">
        {t('found', {
          count: fields.length,
          shown: mostShown,
          hidden: Math.max(0, fields.length - mostShown),
        })}
        {app !== undefined && ' · '}
        {app !== undefined && <Summary fields={matching} opennessOf={opennessOf} />}
      </p>
      <ul className="fields">
        {fields.slice(0, mostShown).map((field) => (
          <li key={`${field.subgraph} ${field.coordinate}`}>
            <FieldEntry
              field={field}
              agency={subgraphs.find(({ name }) => name === field.subgraph)?.agency?.name}
              openness={opennessOf(field)}
              clientId={app?.clientId ?? ''}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

type OpennessOf = (field: SchemaField) => Openness | null;

/** How each field is open through the chosen lens; null without one. */
function useOpenness(lens: PurposeLens | null): OpennessOf {
  return useMemo<OpennessOf>(() => {
    if (lens === null) return () => null;
    const known = new Map<SchemaField, Openness>();
    return (field) => {
      const openness = known.get(field) ?? lookThrough(lens, field.access);
      known.set(field, openness);
      return openness;
    };
  }, [lens]);
}

interface SummaryProps {
  readonly fields: readonly SchemaField[];
  readonly opennessOf: OpennessOf;
}

function Summary({ fields, opennessOf }: SummaryProps) {
  const t = useTranslations('schema.lens');
  const count = countOpenness(fields.flatMap((field) => opennessOf(field)?.kind ?? []));
  return t('summary', count);
}

/** Scopes that no app is approved for have no texts here. */
function scopeTextsOf(apps: readonly LensApp[]): ReadonlyMap<string, string> {
  const scopes = apps.flatMap(({ approvedScopes }) => approvedScopes);
  return new Map(scopes.map(({ id, ...texts }) => [id, Object.values(texts).join(' ')]));
}

function agencyNamesOf(subgraphs: readonly Subgraph[]): ReadonlyMap<string, string> {
  return new Map(
    subgraphs.flatMap(({ name, agency }) =>
      agency === null ? [] : [[name, `${agency.nameZh} ${agency.nameEn}`] as const],
    ),
  );
}

function fieldsOf(subgraphs: readonly Subgraph[]): SchemaField[] {
  return subgraphs.flatMap(({ name, current }) =>
    current === null ? [] : schemaFields(name, current.schema),
  );
}
