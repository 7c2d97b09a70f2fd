import type { catalogue as english } from '../../en/schema/catalogue.ts';

export const catalogue: typeof english = {
  title: '字段',
  lead: '图谱中的全部字段，包括您无权读取的字段。可按名称、说明或部门搜索。',
  search: '搜索',
  searchHint: '例如“缴费通知”、passes、departures。',
  owner: '部门',
  class: '数据级别',
  all: '全部',
  found:
    '{count, plural, =0 {没有符合条件的字段} other {共 # 个字段}}{hidden, plural, =0 {} other {，显示前 {shown} 个}}',
  who: '谁可以读取：',
  deprecated: '已弃用：{reason}',
};
