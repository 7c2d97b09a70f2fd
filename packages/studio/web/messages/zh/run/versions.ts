import type { versions as english } from '../../en/run/versions.ts';

export const versions: typeof english = {
  title: '版本',
  lead: '历次发布，最新的在前。所有网关使用过的版本可以重新生效。',
  empty: '还没有任何发布。',
  changes: '{count, plural, =0 {无变更} other {# 项变更}}',
  notCompared: '尚未比较',
  startedBy: '发起人：{subject}',
  rollback: '回滚到此版本',
  rollbackTitle: '重新启用版本 {version}',
  rollbackText: '所有网关将在数秒内切换。各子图继续运行，变化的只有数据结构及其规则。',
};
