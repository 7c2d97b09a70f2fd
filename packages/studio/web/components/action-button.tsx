import { Button } from './button.tsx';
import { useAction } from './use-action.ts';

interface ActionButtonProps {
  readonly label: string;
  /** @returns what is wrong, or `null` once it is done */
  readonly onPress: () => Promise<string | null>;
}

/** A button for a change that can be taken back, with its problem beside it. */
export function ActionButton({ label, onPress }: ActionButtonProps) {
  const { run, problem, isBusy } = useAction();
  return (
    <>
      <Button isDisabled={isBusy} onPress={() => void run(onPress)}>
        {label}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
    </>
  );
}
