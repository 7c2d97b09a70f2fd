import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ActorKind, type AppEvent, type AppState, lifeCycle, nextState } from './life-cycle.ts';

const states: AppState[] = ['draft', 'submitted', 'approved-in-part', 'approved', 'refused', 'suspended'];
const actors: ActorKind[] = ['developer', 'agency', 'admin', 'platform'];
const events = Object.keys(lifeCycle) as AppEvent[];

/** Possible events of a state, as docs/reference/app-states.md lists them. */
function row(state: AppState): string {
  const possible = events.flatMap((event) => {
    const by = actors.filter((actor) => nextState(state, event, actor) !== undefined);
    const next = by[0] && nextState(state, event, by[0]);
    return next === undefined ? [] : [`\`${event}\` (${by.join(', ')}) → ${next}`];
  });
  return `| ${state} | ${possible.join('; ')} |`;
}

const words = (text: string) => text.replace(/ +/g, ' ');
const documented = words(
  readFileSync(new URL('../../../../docs/reference/app-states.md', import.meta.url), 'utf8'),
);

it.each(states)('docs/reference/app-states.md lists the events of an app that is %s', (state) => {
  expect(documented).toContain(row(state));
});

describe('the table', () => {
  it('leads from every other state to suspended, and from there only back', () => {
    for (const state of states) {
      const isSuspended = state === 'suspended';
      expect(nextState(state, 'suspend', 'admin')).toBe(isSuspended ? undefined : 'suspended');
      expect(nextState(state, 'reinstate', 'admin')).toBe(isSuspended ? 'as before' : undefined);
    }
  });

  it('lets no developer approve an app', () => {
    const deciding: AppEvent[] = [
      'approve-part',
      'approve-all',
      'refuse-part',
      'refuse-all',
      'reinstate',
      'suspend',
    ];
    for (const state of states) {
      for (const event of deciding) expect(nextState(state, event, 'developer')).toBeUndefined();
    }
  });
});
