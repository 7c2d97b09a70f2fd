import type { apps as english } from '../../en/run/apps.ts';

export const apps: typeof english = {
  title: '应用',
  lead: '开发者注册的全部应用及其状态。',
  app: '应用',
  platform: '平台',
  contact: '联系邮箱',
  state: '状态',
  change: '操作',
  empty: '还没有开发者注册应用。',
  suspend: '暂停',
  reinstate: '恢复',
  suspendTitle: '暂停 {name}',
  suspendText: '任何人都无法登录该应用，所有网关将在两秒内拒绝它的令牌。',
  reinstateTitle: '恢复 {name}',
  reinstateText: '应用回到之前的状态，用户需要重新登录。',
};
