import { useSearchParams } from 'react-router';

/** Names of the filters in the address, so that a link shows the same. */
const names = ['q', 'subgraph', 'class', 'app', 'purpose', 'reader', 'open'] as const;
type FilterName = (typeof names)[number];

export interface Filters {
  /** Each empty if it is not set. */
  readonly values: Readonly<Record<FilterName, string>>;
  readonly change: (changes: Partial<Record<FilterName, string>>) => void;
}

/** What the catalogue shows, as the address says. */
export function useFilters(): Filters {
  const [parameters, setParameters] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? '']));
  const change: Filters['change'] = (changes) => {
    const next = new URLSearchParams(parameters);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    setParameters(next, { replace: true });
  };
  return { values: values as Filters['values'], change };
}
