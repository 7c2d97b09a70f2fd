import { alerts } from './decide/alerts.ts';
import { apps } from './decide/apps.ts';
import { finance } from './decide/finance.ts';
import { inbox } from './decide/inbox.ts';
import { questions } from './decide/questions.ts';
import { readers } from './decide/readers.ts';
import { requests } from './decide/requests.ts';
import { schema } from './decide/schema.ts';
import { switches } from './decide/switches.ts';

export const decide = {
  tabs: 'Pages for officials',
  tab: {
    inbox: 'Inbox',
    requests: 'Requests',
    questions: 'Questions',
    apps: 'Apps',
    readers: 'Readers',
    switches: 'Switches',
    schema: 'Schema',
    accounts: 'Accounts',
    alerts: 'Alerts',
    finance: 'Finance',
  },
  noAgency: 'Your account belongs to no agency, so there is nothing to decide.',
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
