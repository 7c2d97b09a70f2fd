import { count } from '../session/words.ts';
import type { OtherError } from './refusals.ts';

export function OtherErrors({ errors }: { errors: readonly OtherError[] }) {
  if (errors.length === 0) return null;
  return (
    <details className="errors" open>
      <summary>{count(errors.length, 'other error')}</summary>
      <ul className="errors-list">
        {errors.map(({ code, message, path }) => (
          <li key={`${code} ${path} ${message}`}>
            <code>{code}</code> {message} {path !== '' && <small>at {path}</small>}
          </li>
        ))}
      </ul>
    </details>
  );
}
