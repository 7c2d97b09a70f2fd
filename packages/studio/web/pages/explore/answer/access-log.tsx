import { useTranslations } from 'use-intl';
import { nameInWords } from '../toolbar/token-words.ts';
import type { WrittenRecord } from './insight.ts';

/** What this request has left in the access log, as the people concerned can read it. */
export function AccessLog({ records }: { readonly records: readonly WrittenRecord[] }) {
  const t = useTranslations('explore.log');
  if (records.length === 0) return <p className="insight-note">{t('none')}</p>;
  return records.map((record) => <RecordFacts key={record.requestId} record={record} />);
}

function RecordFacts({ record }: { readonly record: WrittenRecord }) {
  const t = useTranslations('explore.log');
  const { caller, app, agency, purpose, fields, scopes, isPartial, requestId } = record;
  return (
    <section aria-label={t('written')}>
      <p className="insight-note">{t('perPerson')}</p>
      <dl className="facts">
        <dt>{t('reader')}</dt>
        <dd>
          <Reader kind={caller} /> {app !== null && <code>{app}</code>}
        </dd>
        {agency !== null && (
          <>
            <dt>{t('agency')}</dt>
            <dd>{nameInWords(agency)}</dd>
          </>
        )}
        <dt>{t('purpose')}</dt>
        <dd>{purpose === null ? t('noPurpose') : nameInWords(purpose)}</dd>
        {fields.map(([subgraph, coordinates]) => (
          <Fields key={subgraph} subgraph={subgraph} coordinates={coordinates} />
        ))}
        {scopes.length > 0 && (
          <>
            <dt>{t('scopes')}</dt>
            <dd>
              <Codes values={scopes} />
            </dd>
          </>
        )}
        <dt>{t('result')}</dt>
        <dd>{t(isPartial ? 'partial' : 'complete')}</dd>
        <dt>{t('request')}</dt>
        <dd>
          <code>{requestId}</code>
        </dd>
      </dl>
    </section>
  );
}

const readers = ['citizen', 'app', 'operator', 'admin', 'developer'] as const;

function Reader({ kind }: { readonly kind: string }) {
  const t = useTranslations('explore.log.readers');
  const known = readers.find((each) => each === kind);
  return known === undefined ? kind : t(known);
}

function Fields({
  subgraph,
  coordinates,
}: {
  readonly subgraph: string;
  readonly coordinates: readonly string[];
}) {
  const t = useTranslations('explore.log');
  return (
    <>
      <dt>{t('fields', { subgraph })}</dt>
      <dd>
        <Codes values={coordinates} />
      </dd>
    </>
  );
}

function Codes({ values }: { readonly values: readonly string[] }) {
  return values.map((value, at) => (
    <span key={value}>
      {at > 0 && ', '}
      <code>{value}</code>
    </span>
  ));
}
