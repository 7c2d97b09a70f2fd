import type { overview as english } from '../../en/build/overview.ts';

export const overview: typeof english = {
  title: '概览',
  checklist: '上线检查',
  progress: '已完成 {done} 项，共 {all} 项',
  state: { done: '已完成', open: '待办', advised: '建议', unknown: '统计中' },
  items: {
    operations: '已提交查询操作',
    approved: '各部门均已批准',
    tried: '应用已完成首次调用',
    redirects: '返回地址为 https，且不是本机地址',
    change: '没有待审核的变更',
    binding: '令牌与应用的密钥对绑定',
    logout: '应用能收到退出登录和撤回授权的通知',
    held: '各网关已启用白名单限制',
    lean: '获批的字段均已使用',
  },
  facts: '应用信息',
  clientId: '客户端标识',
  platform: '平台',
  homepage: '主页',
  contact: '联系邮箱',
  purposes: '用途',
  scopes: '可向市民申请',
  noScopes: '暂无',
};
