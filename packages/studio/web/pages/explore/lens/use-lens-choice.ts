import { useNavigate, useSearchParams } from 'react-router';
import type { LensChoice } from '../../shared/lens/use-lens.ts';

const names = { app: 'lens', purpose: 'purpose', reader: 'reader' } as const;

/** The lens in the URL, so that a link shows the same. */
export function useLensChoice(): readonly [LensChoice, (changes: Partial<LensChoice>) => void] {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const inAddress = (name: keyof LensChoice) => parameters.get(names[name]) ?? '';
  const change = (changes: Partial<LensChoice>) => {
    const next = new URLSearchParams(parameters);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') next.delete(names[name as keyof LensChoice]);
      else next.set(names[name as keyof LensChoice], value);
    }
    // The fragment names the persona.
    void navigate({ search: `${next}`, hash: location.hash }, { replace: true });
  };
  return [{ app: inAddress('app'), purpose: inAddress('purpose'), reader: inAddress('reader') }, change];
}
