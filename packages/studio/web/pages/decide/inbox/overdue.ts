import { useMemo } from 'react';
import { today } from '../parts/day.tsx';

/** Whether a question's due date has passed in the city. */
export function useOverdue(): (lastDay: string) => boolean {
  const now = useMemo(() => today(), []);
  return (lastDay) => lastDay < now;
}
