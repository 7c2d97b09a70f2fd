interface DescribedProps {
  readonly text: string;
}

/** A description of the schema, which is in English; names in backticks are code. */
export function Described({ text }: DescribedProps) {
  const parts = text.split('`');
  return (
    <span className="described" lang="en">
      {parts.map((part, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
        at % 2 === 1 ? <code key={at}>{part}</code> : part,
      )}
    </span>
  );
}
