import type { alerts as english } from '../../en/run/alerts.ts';

export const alerts: typeof english = {
  title: '告警',
  lead: '访问记录中疑似对市民进行画像的读取行为。',
  empty: '没有告警。',
  open: '未确认',
  all: '全部',
  show: '显示范围',
  who: '读取方',
  officials: '{agency}工作人员',
  window: '时间段',
  periods: { DAY: '{from} 当日', WEEK: '自 {from} 起 7 天' },
  agencies: '部门',
  people: '人数',
  peopleOf: '{people, number} 人，全市共 {population, number} 人',
  joined: '其中 {joined, number} 人涉及最多 {agencies, number} 个部门',
  usual: '平时 {usual, number} 人',
  raised: '告警时间',
  change: '操作',
  acknowledge: '确认',
  acknowledged: '已确认',
};
