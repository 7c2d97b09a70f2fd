import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type ActorKind,
  type AppEvent,
  type AppState,
  isShutOut,
  lifeCycle,
  nextState,
} from './life-cycle.ts';

const states: AppState[] = [
  ...(['draft', 'submitted', 'approved-in-part', 'approved', 'refused'] as const),
  ...(['suspended', 'deleted'] as const),
];
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
  expect(documented).toContain(words(row(state)));
});

describe('the table', () => {
  it('leads from every state in use to suspended, and from there only back', () => {
    for (const state of states) {
      expect(nextState(state, 'suspend', 'admin')).toBe(isShutOut(state) ? undefined : 'suspended');
      expect(nextState(state, 'reinstate', 'admin')).toBe(state === 'suspended' ? 'as before' : undefined);
    }
  });

  it('lets no official delete an app, nor the developer if it is suspended, and leads nowhere from there', () => {
    for (const state of states) {
      expect(nextState(state, 'delete', 'developer')).toBe(isShutOut(state) ? undefined : 'deleted');
      for (const actor of ['agency', 'admin'] as const) {
        expect(nextState(state, 'delete', actor)).toBeUndefined();
      }
    }
    for (const event of events) {
      for (const actor of actors) expect(nextState('deleted', event, actor)).toBeUndefined();
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
