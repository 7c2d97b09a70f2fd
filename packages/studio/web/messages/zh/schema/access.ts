import type { access as english } from '../../en/schema/access.ts';

export const access: typeof english = {
  everyone: '任何人，无需登录',
  signedIn: '任何已登录的人',
  scopes: '拥有以下权限范围的调用方',
  and: '且',
  or: '，或',
  besides: '；同时须',
  owner: '数据属于调用方本人',
  agency: '相关部门的工作人员',
  consent: '市民已授权 {scope}',
  role: '角色为“{role}”的人员',
  assurance: '以高级别认证登录',
};
