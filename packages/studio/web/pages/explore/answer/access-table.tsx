import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import type { FieldAccess } from './insight.ts';

/** Whether the caller may read each field, which rules guard it, and how to get it. */
export function AccessTable({ fields }: { readonly fields: readonly FieldAccess[] }) {
  const t = useTranslations('explore.access');
  if (fields.length === 0) return <p className="insight-note">{t('none')}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('allowed')}</th>
          <th scope="col">{t('rules')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.coordinate}>
            <th scope="row">
              <code>{field.coordinate}</code>
              <p>
                <DataClassName name={field.dataClass} /> · {field.owners.join(', ')}
              </p>
            </th>
            <td>
              <Badge tone={field.allowed ? 'good' : 'bad'}>{t(field.allowed ? 'yes' : 'no')}</Badge>
            </td>
            <td>
              {field.rules.map((rule) => (
                <code key={rule}>{rule}</code>
              ))}
              {field.remedy !== null && <p>{field.remedy}</p>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const classes = ['C0', 'C1', 'C2', 'C3', 'C4'] as const;

function DataClassName({ name }: { readonly name: string | null }) {
  const t = useTranslations('words.dataClass');
  const known = classes.find((each) => each === name);
  return known === undefined ? '' : `${t(known)} (${known})`;
}
