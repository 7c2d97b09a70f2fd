import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { DataClassBadge } from '../../../components/data-class-badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { Described } from '../../../components/described.tsx';
import { policyWord } from './policy-words.ts';
import type { DraftedRequest } from './use-draft.ts';

type NeededField = DraftedRequest['fields'][number];

/** The fields that operations read, each with its class, its agency and its conditions; and who decides. */
export function Needs({ request }: { readonly request: DraftedRequest }) {
  const t = useTranslations('build.access');
  const columns = useColumns();
  const guarded = request.fields.filter(({ dataClass }) => (dataClass ?? 'C0') !== 'C0');
  const open = request.fields.filter((field) => !guarded.includes(field));
  return (
    <section>
      <h2>{t('needs.title')}</h2>
      <DataTable
        caption={t('needs.caption')}
        columns={columns}
        rows={guarded}
        empty={t('needs.onlyPublic')}
      />
      {open.length > 0 && (
        <details className="more">
          <summary>{t('needs.publicFields', { count: open.length })}</summary>
          <ul className="inline-list">
            {open.map(({ coordinate }) => (
              <li key={coordinate}>
                <code>{coordinate}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Deciders parts={request.parts} />
    </section>
  );
}

function Deciders({ parts }: { readonly parts: DraftedRequest['parts'] }) {
  const t = useTranslations('build.access.decides');
  return (
    <>
      <h3>{t('title')}</h3>
      {parts.length === 0 ? (
        <p>{t('nobody')}</p>
      ) : (
        <dl className="facts">
          {parts.map(({ agency, scopes }) => (
            <div key={agency.id} className="fact">
              <dt>{agency.name}</dt>
              <dd>{scopes.map(({ title }) => title).join(' · ')}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function useColumns(): Columns<NeededField> {
  const t = useTranslations('build.access.needs');
  return useMemo(
    () => [
      {
        id: 'field',
        header: t('field'),
        accessorFn: ({ coordinate }) => coordinate,
        cell: ({ row: { original } }) => <FieldWords field={original} />,
      },
      {
        id: 'class',
        header: t('class'),
        accessorFn: ({ dataClass }) => dataClass ?? 'C0',
        cell: ({ row: { original } }) => <DataClassBadge value={original.dataClass} />,
      },
      {
        id: 'agency',
        header: t('agency'),
        accessorFn: ({ agencies }) => agencies.map(({ name }) => name).join(', '),
      },
      {
        id: 'needed',
        header: t('needed'),
        enableSorting: false,
        cell: ({ row: { original } }) => <Conditions field={original} />,
      },
    ],
    [t],
  );
}

/** Its name, its agency's words about it, and what reveals less. */
function FieldWords({ field: { coordinate, description, alternatives } }: { readonly field: NeededField }) {
  const t = useTranslations('build.access.needs');
  return (
    <>
      <code>{coordinate}</code>
      {description !== null && <Described text={description} />}
      {alternatives.map((alternative) => (
        <p key={alternative.coordinate} className="alternative">
          {t('instead', { field: alternative.coordinate })} <DataClassBadge value={alternative.dataClass} />
          {alternative.description !== null && <Described text={alternative.description} />}
        </p>
      ))}
    </>
  );
}

function Conditions({ field: { scopes, policies } }: { readonly field: NeededField }) {
  const t = useTranslations('build.access');
  if (scopes.length === 0 && policies.length === 0) return t('needs.nothing');
  return (
    <ul className="conditions">
      {scopes.map((scope) => (
        <li key={scope}>
          <code>{scope}</code>
        </li>
      ))}
      {policies.map((policy) => (
        <li key={policy}>{t(`policies.${policyWord(policy)}`, { policy })}</li>
      ))}
    </ul>
  );
}
