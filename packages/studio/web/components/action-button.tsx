import { useState } from 'react';
import { Button } from './button.tsx';

interface ActionButtonProps {
  readonly label: string;
  /** @returns what is wrong, or `null` once it is done */
  readonly onPress: () => Promise<string | null>;
}

/** A button for a change that can be taken back, with its problem beside it. */
export function ActionButton({ label, onPress }: ActionButtonProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    setProblem(await onPress().catch((error: unknown) => String(error)));
    setBusy(false);
  };
  return (
    <>
      <Button isDisabled={isBusy} onPress={() => void act()}>
        {label}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
    </>
  );
}
