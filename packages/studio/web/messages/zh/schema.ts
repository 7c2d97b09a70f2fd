import type { schema as english } from '../en/schema.ts';

export const schema: typeof english = {
  tabs: '数据目录',
  catalogue: {
    title: '字段',
    lead: '图谱中的全部字段，包括您无权读取的字段。可按名称、说明或部门搜索。',
    search: '搜索',
    searchHint: '例如 passes、due notices、departures。',
    owner: '部门',
    class: '数据级别',
    all: '全部',
    found: '{count, plural, =0 {没有符合条件的字段} other {共 # 个字段，显示前 {shown} 个}}',
    who: '谁可以读取：',
    deprecated: '已弃用：{reason}',
  },
  access: {
    everyone: '任何人，无需登录',
    signedIn: '任何已登录的人',
    scopes: '拥有以下权限范围的调用方',
    and: '且',
    owner: '数据属于调用方本人',
    agency: '相关部门的工作人员',
    consent: '市民已授权 {scope}',
    role: '角色为“{role}”的人员',
    assurance: '以高级别认证登录',
  },
  changelog: {
    title: '变更记录',
    lead: '历次发布对调用方的影响，最新的在前。',
    empty: '首次发布以来没有变更。',
    at: '时间',
    kind: '类型',
    what: '变更内容',
    subgraphs: '子图',
    sunset: '自 {date} 起可能被移除。',
  },
};
