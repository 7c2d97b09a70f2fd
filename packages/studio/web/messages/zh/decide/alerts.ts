import type { alerts as english } from '../../en/decide/alerts.ts';

export const alerts: typeof english = {
  title: '画像行为告警',
  lead: '本部门字段被读取，或本部门工作人员读取数据，疑似对个人进行画像。告警由平台管理员确认；您可以关闭字段或暂停应用。',
  empty: '没有发现对本部门字段的疑似画像行为。',
  kind: '情况',
  reader: '读取方',
  officialsOf: '{agency}工作人员',
  officials: '工作人员',
  window: '期间',
  people: '人数',
  usual: '通常人数',
  usualNone: '首个统计期',
  population: '占登记人口 {share}',
  agencies: '涉及部门',
  raised: '触发时间',
  state: '状态',
  acknowledged: '{date} 已确认',
  waiting: '未确认',
  day: '{date} 当日',
  week: '{date} 起一周',
  joined: '{people} 人，其中 {joined} 人的数据涉及多达 {agencies} 个部门',
};
