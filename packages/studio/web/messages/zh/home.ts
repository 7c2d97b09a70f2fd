import type { home as english } from '../en/home.ts';

export const home: typeof english = {
  title: '一张图谱，连通所有公共服务',
  lead: '所有部门，一个入口。每个字段都写明谁可以读取，每次读取个人数据都留有记录。',
  cards: {
    explore: { title: '查询', text: '以任意身份查询，查看每次结果的执行计划、权限与成本。' },
    schema: { title: '查找字段', text: '搜索图谱的全部内容：字段的含义、谁可以读取，以及有哪些变更。' },
    build: { title: '开发应用', text: '注册应用，只申请应用实际读取的字段，然后上线。' },
    decide: { title: '审批', text: '供部门使用：数据访问申请、市民提问，以及谁在读取本部门的数据。' },
    myData: { title: '查看谁读取了我的数据', text: '供市民使用：每一次读取、您的授权，以及如何撤回。' },
    run: { title: '运行平台', text: '供管理员使用：版本与回滚、应用、紧急开关和告警。' },
  },
  facts: {
    title: '当前图谱',
    subgraphs: '已发布的子图',
    apps: '已批准的应用',
    agencies: '部门',
    changed: '最近一次变更',
    never: '尚无变更',
  },
};
