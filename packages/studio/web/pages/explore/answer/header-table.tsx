import { useTranslations } from 'use-intl';

interface HeaderTableProps {
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Headers of the response. */
export function HeaderTable({ headers }: HeaderTableProps) {
  const t = useTranslations('explore.headers');
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('value')}</th>
        </tr>
      </thead>
      <tbody>
        {headers.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
