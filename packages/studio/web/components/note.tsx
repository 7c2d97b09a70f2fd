import type { ReactNode } from 'react';

interface NoteProps {
  readonly tone: 'info' | 'good' | 'warn' | 'bad';
  readonly title: string;
  readonly children?: ReactNode;
}

/** A message within a page; screen readers announce problems when they appear. */
export function Note({ tone, title, children }: NoteProps) {
  return (
    <section className="note" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <strong>{title}</strong>
      {children}
    </section>
  );
}
