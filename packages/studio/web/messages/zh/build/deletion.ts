import type { deletion as english } from '../../en/build/deletion.ts';

export const deletion: typeof english = {
  title: '删除应用',
  text: '适用于不再使用的应用。删除后无法恢复。',
  delete: '删除应用',
  question: '永久删除该应用？',
  consequences: {
    signIn: '任何人都无法再登录该应用。',
    tokens: '所有网关将在两秒内拒绝它的令牌。',
    approvals: '全部批准事项、已批准的查询操作和待审核的变更随之失效。',
    consents: '市民的授权不再有任何效力。应用已读取的内容仍保留在市民的访问记录中。',
    webhooks: '它的全部 Webhook 将被移除。',
    name: '应用名称不可再次使用，因为各类记录引用该名称；应用历史仍可查阅。',
  },
  typed: '请输入 {clientId} 以确认',
  mistyped: '请准确输入 {clientId}。',
};
