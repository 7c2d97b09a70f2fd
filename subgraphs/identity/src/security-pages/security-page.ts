import { eventsOf, unreviewed } from '../accounts/account-events.ts';
import { sessionsOf } from '../accounts/sessions.ts';
import { identitiesOf } from '../linked-identities/own-identities.ts';
import type { MyDataPage } from '../my-data/answer.ts';
import { passkeysOf } from '../passkeys/add-passkey.ts';
import { passkeyScriptTags } from '../passkeys/pages/scripts.ts';
import { type PasskeyRefusalCode, passkeyRefusals } from '../passkeys/passkey-refusal.ts';
import { type Html, html } from '../sign-in/html.ts';
import { eventList } from './event-list.ts';
import { identitySection } from './identity-section.ts';
import { passkeySection } from './passkey-section.ts';
import type { SecurityView } from './security-view.ts';
import { reviewNote, sessionSection } from './session-section.ts';

/** What happened just before, named in the query. */
const outcomes = {
  added: ['通行密钥已添加。', 'The passkey has been added.'],
  renamed: ['名称已更改。', 'The name has been changed.'],
  removed: [
    '通行密钥已移除，通过它建立的登录已失效。',
    'The passkey has been removed, and its sessions have ended.',
  ],
  unlinked: [
    '关联已解除，通过它建立的登录已失效。',
    'The account has been unlinked, and its sessions have ended.',
  ],
  relinked: ['关联已恢复。', 'The account has been linked again.'],
  ended: ['该登录已结束。', 'The session has ended.'],
  reviewed: ['谢谢，已记录。', 'Thank you, that is noted.'],
  last: [
    '这是您唯一的登录方式，未作更改。请先添加另一种。',
    'This is your only way to sign in, so nothing was changed. Add another one first.',
  ],
  stale: ['为保护您的账号，请先重新登录。', 'To protect your account, sign in again first.'],
} as const;

type Outcome = keyof typeof outcomes;

function parseOutcome(query: unknown): Outcome | null {
  const value = typeof query === 'object' && query !== null ? Reflect.get(query, 'done') : undefined;
  return (Object.keys(outcomes) as Outcome[]).find((each) => each === value) ?? null;
}

/** Passkeys, providers, sessions and recent events of the person. */
export async function securityPage(
  view: SecurityView,
  query: unknown,
  refusal: PasskeyRefusalCode | null = null,
): Promise<MyDataPage> {
  const { passkeys, person, say, now, signIn } = view;
  const { database } = passkeys;
  const [keys, identities, sessions, events] = await Promise.all([
    passkeysOf(database, person),
    identitiesOf(database, person),
    sessionsOf(database, person, now),
    eventsOf(database, person),
  ]);
  return {
    kind: 'page',
    ...(refusal !== null && { status: passkeyRefusals[refusal].status }),
    section: 'security',
    title: say('登录安全', 'How you sign in'),
    hasScript: true,
    body: html`${outcomeNote(view, parseOutcome(query))}
${refusal === null ? null : html`<p class="note" role="alert">${say(passkeyRefusals[refusal].zh, passkeyRefusals[refusal].en)} <code>${refusal}</code></p>`}
${reviewNote(unreviewed(events, signIn), view)}
${passkeySection(keys, view)}
${identities.length === 0 ? null : identitySection(identities, view)}
${sessionSection(sessions, events, view)}
${eventList(events, view)}
${passkeyScriptTags}`,
  };
}

function outcomeNote({ say }: SecurityView, outcome: Outcome | null): Html | null {
  if (outcome === null) return null;
  const [zh, en] = outcomes[outcome];
  const isRefusal = outcome === 'last' || outcome === 'stale';
  return html`<p class="${isRefusal ? 'note' : 'done'}" role="status">${say(zh, en)}</p>`;
}
