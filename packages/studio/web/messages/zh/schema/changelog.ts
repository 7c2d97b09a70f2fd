import type { changelog as english } from '../../en/schema/changelog.ts';

export const changelog: typeof english = {
  title: '变更记录',
  lead: '历次发布对调用方的影响，最新的在前。',
  empty: '首次发布以来没有变更。',
  at: '时间',
  kind: '类型',
  what: '变更内容',
  subgraphs: '子图',
  sunset: '自 {date} 起可能被移除。',
};
