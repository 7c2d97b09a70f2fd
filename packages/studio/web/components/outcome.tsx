import { Note } from './note.tsx';

/** What has been done; the region exists before, so that screen readers announce it. */
export function Outcome({ text }: { readonly text: string | null }) {
  return <div aria-live="polite">{text !== null && <Note tone="good" title={text} />}</div>;
}
