import { count } from '../../../session/words.ts';
import type { OtherError } from './refusals.ts';

interface OtherErrorsProps {
  readonly errors: readonly OtherError[];
  /** Whether refusals are listed above them. */
  readonly besides: boolean;
}

export function OtherErrors({ errors, besides }: OtherErrorsProps) {
  if (errors.length === 0) return null;
  return (
    <details className="errors" open>
      <summary>{count(errors.length, besides ? 'other error' : 'error')}</summary>
      <ul className="errors-list">
        {errors.map(({ code, message, path }) => (
          <li key={`${code} ${path} ${message}`}>
            {code !== null && <code>{code}</code>} {message} {path !== '' && <small>at {path}</small>}
          </li>
        ))}
      </ul>
    </details>
  );
}
