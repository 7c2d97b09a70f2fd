import type { lens as english } from '../../en/schema/lens.ts';

export const lens: typeof english = {
  title: '以应用的视角查看',
  app: '应用',
  noApp: '不选择：仅显示规则',
  purpose: '用途',
  notForApp: '{purpose}（该应用未获准）',
  reader: '读取方',
  readers: {
    substantial: '市民，普通登录',
    high: '市民，高级别认证登录',
    app: '应用自身，不代表市民',
  },
  show: '显示',
  all: '全部',
  states: { allowed: '可读取', consent: '经授权可读取', closed: '不可读取' },
  summary: '可读取 {allowed} 个，经授权可读取 {consent} 个，不可读取 {closed} 个。',
  lacks: {
    scopes: '该应用未获准使用权限范围',
    purpose: '该应用未获准用于此用途',
    assurance: '市民须以高级别认证登录',
    citizen: '仅限代表市民读取',
  },
  separator: '；',
  officials: '不对应用开放：由工作人员、开发者或管理员读取',
  request: '申请访问',
  howToRequest: '如何申请访问',
};
