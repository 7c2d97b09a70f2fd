import type { ReactNode } from 'react';

interface BadgeProps {
  readonly tone?: 'good' | 'warn' | 'bad' | 'quiet';
  readonly children: ReactNode;
}

/** A state in a word. */
export function Badge({ tone = 'quiet', children }: BadgeProps) {
  return (
    <span className="badge" data-tone={tone}>
      {children}
    </span>
  );
}
