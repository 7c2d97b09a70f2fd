import type { apps as english } from '../../en/build/apps.ts';

export const apps: typeof english = {
  title: '我的应用',
  lead: '您注册的应用。每个账号最多可注册 20 个。',
  app: '应用',
  platform: '平台',
  state: '状态',
  waiting: '待审批部门',
  noneWaiting: '无',
  register: '注册应用',
  unverified: '您的机构尚未核实',
  unverifiedText:
    '您最多可以注册两个应用，并编写其操作。经平台管理员核实机构后，方可向各部门提交申请；管理员将通过您填写的邮箱与您联系。',
  empty: '您还没有注册应用。',
  left: '{count, plural, =0 {已达到 20 个应用的上限。} other {还可以注册 # 个应用。}}',
};
