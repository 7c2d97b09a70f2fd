import { useState } from 'react';
import { useStudio } from '../../../app/studio-context.tsx';
import { BuildSandboxTokenDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { reasonOf } from '../../../session/reason-of.ts';
import { type CitizenAnswer, runAsCitizen } from './run-as-citizen.ts';

interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly citizen: string;
}

/** An operation that was run as a synthetic citizen. */
export interface Trial {
  readonly asked: Asked;
  readonly answer: CitizenAnswer;
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly scopes: readonly string[];
}

/** Gets a sandbox token and runs an operation with it. */
export function useTrial(clientId: string) {
  const { run: ask, fetch } = useStudio();
  const [trial, setTrial] = useState<Trial | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);

  const attempt = async (asked: Asked) => {
    const issued = await ask(BuildSandboxTokenDocument, { input: { clientId, citizen: asked.citizen } });
    const result = issued.data.issueSandboxToken;
    if (result?.__typename !== 'SandboxTokenIssued') return setProblem(problemIn(issued));
    const { accessToken: token, expiresIn, scopes } = result;
    const answer = await runAsCitizen(fetch, { ...asked, token });
    setTrial({ asked, answer, token, expiresIn, scopes: scopes.map(String) });
  };
  const run = async (asked: Asked) => {
    setRunning(true);
    setTrial(null);
    setProblem(null);
    await attempt(asked).catch((error: unknown) => setProblem(reasonOf(error)));
    setRunning(false);
  };
  return { run, trial, problem, isRunning };
}
