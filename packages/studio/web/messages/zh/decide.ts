import type { decide as english } from '../en/decide.ts';
import { alerts } from './decide/alerts.ts';
import { apps } from './decide/apps.ts';
import { finance } from './decide/finance.ts';
import { inbox } from './decide/inbox.ts';
import { questions } from './decide/questions.ts';
import { readers } from './decide/readers.ts';
import { requests } from './decide/requests.ts';
import { schema } from './decide/schema.ts';
import { switches } from './decide/switches.ts';

export const decide: typeof english = {
  tabs: '审批事项',
  tab: {
    inbox: '待办',
    requests: '访问申请',
    questions: '市民提问',
    apps: '应用',
    readers: '读取情况',
    switches: '紧急开关',
    schema: '数据结构',
    accounts: '账号',
    alerts: '画像告警',
    finance: '财务',
  },
  noAgency: '您的账号不属于任何部门，没有待办事项。',
  alerts,
  apps,
  finance,
  inbox,
  questions,
  readers,
  requests,
  schema,
  switches,
};
