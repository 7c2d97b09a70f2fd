import { useState } from 'react';
import { reasonOf } from '../session/reason-of.ts';

/** Something that a person does with a button: whether it is running, and what was wrong. */
export function useAction() {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  /** @param act resolves to what is wrong, or to `null` once it is done; as the result does */
  const run = async (act: () => Promise<string | null>): Promise<string | null> => {
    setBusy(true);
    const failure = await act().catch(reasonOf);
    setBusy(false);
    setProblem(failure);
    return failure;
  };
  return { run, problem, setProblem, isBusy };
}
