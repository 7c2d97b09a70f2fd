import { type ReactNode, useId } from 'react';

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | null;
  /** The options. */
  readonly children: ReactNode;
}

/** A labelled native select, which works with every keyboard, screen reader and touch screen. */
export function Select({ label, value, onChange, problem = null, children }: SelectProps) {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="control"
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
      {problem !== null && (
        <span id={`${id}-problem`} slot="errorMessage">
          {problem}
        </span>
      )}
    </div>
  );
}
