import { useMemo } from 'react';
import { today } from '../parts/day.tsx';

/** Tells whether the last day of a question has passed in the city. */
export function useOverdue(): (lastDay: string) => boolean {
  const now = useMemo(() => today(), []);
  return (lastDay) => lastDay < now;
}
