import { useTranslations } from 'use-intl';
import type { OtherError } from './refusals.ts';

interface OtherErrorsProps {
  readonly errors: readonly OtherError[];
  /** Whether refusals are listed above them. */
  readonly besides: boolean;
}

export function OtherErrors({ errors, besides }: OtherErrorsProps) {
  const t = useTranslations('explore');
  if (errors.length === 0) return null;
  const count = errors.length;
  return (
    <details className="errors" open>
      <summary>{t(besides ? 'otherErrors' : 'errors', { count })}</summary>
      <ul className="errors-list">
        {errors.map(({ code, message, path }) => (
          <li key={`${code} ${path} ${message}`}>
            {code !== null && <code>{code}</code>} {message}{' '}
            {path !== '' && <small>{t('at', { path })}</small>}
          </li>
        ))}
      </ul>
    </details>
  );
}
