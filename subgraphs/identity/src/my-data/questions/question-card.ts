import type { AccessQuestionRow } from '../../access-questions/tables.ts';
import { civilDate } from '../../citizen/age.ts';
import { type Html, html } from '../../sign-in/html.ts';
import type { AgencyRow } from '../../store/database.ts';
import type { Visit } from '../desk.ts';
import { day } from '../format.ts';

/** A question with its state and answer. */
export function questionCard(
  { question, agency }: { readonly question: AccessQuestionRow; readonly agency: AgencyRow | null },
  { say, language, now }: Pick<Visit, 'say' | 'language' | 'now'>,
): Html {
  const name = agency === null ? question.agency : say(agency.name_zh, agency.name_en);
  const { answer, answered_at, due_on } = question;
  const isOverdue = answer === null && due_on < civilDate(now);
  return html`<div class="question${isOverdue ? ' overdue' : ''}">
<p class="meta">${say('您于', 'You asked ')}${say('', name)}${say('', ' on ')}${day(question.asked_at, language)}${say(`向${name}提问`, '')}</p>
<blockquote class="text">${question.question}</blockquote>
${
  answer === null
    ? html`<p class="state">${isOverdue ? overdue(agency, due_on, { say, language }) : html`${say('等待答复，期限：', 'Waiting for the answer, due by ')}${day(due_on, language)}`}</p>`
    : html`<p class="meta">${say(`${name}于`, `${name} answered on `)}${day(answered_at ?? question.asked_at, language)}${say('答复', '')}</p>
<blockquote class="text answer">${answer}</blockquote>`
}
</div>`;
}

function overdue(
  agency: AgencyRow | null,
  due: string,
  { say, language }: Pick<Visit, 'say' | 'language'>,
): Html {
  return html`${say('答复已逾期，期限为', 'The answer has been overdue since ')}${day(due, language)}${say('。', '.')}${
    agency === null ? null : html` ${say('请致电：', 'You can call the agency: ')}${agency.phone}`
  }`;
}
