import { CopyButton } from './copy-button.tsx';

interface CodeBlockProps {
  readonly label: string;
  /** What is shown. */
  readonly text: string;
  /** What is copied, if it is not what is shown. */
  readonly copied?: string;
}

/** A text to copy, such as a command. */
export function CodeBlock({ label, text, copied = text }: CodeBlockProps) {
  return (
    <figure className="code-block">
      <figcaption>
        <span>{label}</span>
        <CopyButton text={copied} what={label} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </figure>
  );
}
