import type { AccountEventKind, AccountEventRow } from '../accounts/tables.ts';
import { clockTime, day } from '../my-data/format.ts';
import type { Say } from '../my-data/language.ts';
import { type Html, html } from '../sign-in/html.ts';
import type { SecurityView } from './security-view.ts';

/** What happened to the person's sign-in, newest first. */
export function eventList(events: readonly AccountEventRow[], view: SecurityView): Html | null {
  const { say, language } = view;
  if (events.length === 0) return null;
  return html`<section aria-labelledby="events"><h2 id="events">${say('近期活动', 'Recent activity')}</h2>
<ol class="history">${events.map(
    (event) =>
      html`<li>${day(event.happened_at, language)} ${clockTime(event.happened_at, language)} <strong>${words[event.kind](say)}</strong>${detail(event, view)}</li>`,
  )}</ol></section>`;
}

const words: Readonly<Record<AccountEventKind, (say: Say) => string>> = {
  'signed-in': (say) => say('登录', 'Signed in'),
  'signed-out-everywhere': (say) => say('全部退出', 'Signed out everywhere'),
  'session-ended': (say) => say('结束了一次登录', 'Ended a session'),
  'sign-ins-reviewed': (say) => say('确认了登录记录', 'Confirmed the sign-ins'),
  'passkey-added': (say) => say('添加了通行密钥', 'Added a passkey'),
  'passkey-renamed': (say) => say('更改了通行密钥名称', 'Renamed a passkey'),
  'passkey-removed': (say) => say('移除了通行密钥', 'Removed a passkey'),
  'passkey-copied': (say) => say('拒绝了可能被复制的通行密钥', 'Refused a passkey that may have been copied'),
  'identity-unlinked': (say) => say('解除了登录服务关联', 'Unlinked a provider'),
  'link-issued': (say) => say('为您申请了登记链接', 'A registration link for you was requested'),
  'link-used': (say) => say('登记链接已使用', 'The registration link was used'),
  'account-changed': (say) =>
    say('账号资料、角色或权限有更改', 'The name, roles or scopes of the account were changed'),
  'organisation-verified': (say) => say('机构已通过核实', 'The organisation was verified'),
  'account-locked': (say) => say('账号被锁定', 'The account was locked'),
};

function detail(event: AccountEventRow, view: SecurityView): Html | null {
  const { name, browser, reason } = event.details;
  const by =
    event.done_by === 'operator'
      ? view.say('由平台运营方操作', 'by the operator of the platform')
      : undefined;
  const parts = [event.kind === 'signed-in' ? methodInWords(event, view) : name, browser, reason, by].filter(
    (part) => part !== undefined && part !== '',
  );
  return parts.length === 0 ? null : html` · ${parts.join(' · ')}`;
}

/** How somebody signed in. */
export function methodInWords(
  { details }: Pick<AccountEventRow, 'details'>,
  { say, providers, language }: Pick<SecurityView, 'say' | 'providers' | 'language'>,
): string {
  const { method, name = '' } = details;
  if (method === 'passkey') return say(`通行密钥“${name}”`, `passkey “${name}”`);
  if (method === 'provider') return providers.get(name)?.[language] ?? name;
  return say('测试登录', 'test login');
}
