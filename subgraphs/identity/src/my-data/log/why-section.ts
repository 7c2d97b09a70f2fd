import { mostOpenQuestions } from '../../access-questions/ask.ts';
import { answerWorkingDays } from '../../access-questions/deadline.ts';
import { maxTextLength } from '../../access-questions/plain-text.ts';
import type { AccessQuestionRow } from '../../access-questions/tables.ts';
import { type Html, html } from '../../sign-in/html.ts';
import type { Visit } from '../desk.ts';
import { questionCard } from '../questions/question-card.ts';
import type { LogEntry } from './log-entry.ts';

/** State of the form, after a submission that was refused. */
export interface AskForm {
  readonly text: string;
  readonly problem: 'not-valid' | 'not-concerned' | 'asked-before' | 'too-many-open' | null;
}

export const emptyForm: AskForm = { text: '', problem: null };

/** The questions about an access, and a form for each agency that was not asked yet. */
export function whySection(
  {
    entry,
    questions,
    form,
  }: {
    readonly entry: LogEntry;
    readonly questions: readonly AccessQuestionRow[];
    readonly form: AskForm;
  },
  visit: Visit,
): Html {
  const { say } = visit;
  const asked = new Set(questions.map(({ agency }) => agency));
  const left = entry.agencies.filter(({ id }) => !asked.has(id));
  const cards = questions.map((question) => {
    const agency = entry.agencies.find(({ id }) => id === question.agency) ?? null;
    return questionCard({ question, agency }, visit);
  });
  return html`<section id="why"><h2>${say('为什么？', 'Why?')}</h2>
${cards}
${left.length === 0 ? null : askForm({ entry, left, form }, visit)}
</section>`;
}

function askForm(
  {
    entry,
    left,
    form,
  }: {
    readonly entry: LogEntry;
    readonly left: LogEntry['agencies'];
    readonly form: AskForm;
  },
  { home, say, formToken }: Visit,
): Html {
  const action = `${home}/entries/${entry.record.hash}/why`;
  const [only, ...others] = left;
  const choice = left.map(
    (
      { id, name_zh, name_en },
      index,
    ) => html`<div class="choice"><input type="radio" id="agency-${id}" name="agency" value="${id}"${index === 0 ? html` checked` : null}>
<label for="agency-${id}">${say(name_zh, name_en)}</label></div>`,
  );
  return html`<form method="post" action="${action}">
<input type="hidden" name="form_token" value="${formToken(action)}">
<p>${say(
    `您可以向负责部门提问。该部门须在 ${answerWorkingDays} 个工作日内答复，答复会显示在这里。它会看到您的问题以及这次查阅的应用、用途、字段和时间，但看不到您的姓名和证件号码。不过，该部门也许能从自己的记录推断出这次查阅涉及谁。`,
    `You can ask the agency that is responsible for this access. It has ${answerWorkingDays} working days to answer, and the answer appears here. The agency sees your question and the app, purpose, fields and time of this access, but neither your name nor your identity number. From its own records it may still be able to tell whose data was read.`,
  )}</p>
${form.problem === null ? null : html`<p class="problem" role="alert" id="problem">${problemWords(form.problem, say)}</p>`}
${
  others.length > 0
    ? html`<fieldset><legend>${say('向哪个部门提问？', 'Which agency do you want to ask?')}</legend>${choice}</fieldset>`
    : html`<input type="hidden" name="agency" value="${only?.id ?? ''}">`
}
<label for="question">${say('您的问题', 'Your question')}</label>
<p class="hint" id="question-hint">${say(
    `最多 ${maxTextLength} 字。如不想让该部门知道您是谁，请不要写姓名等个人信息。`,
    `At most ${maxTextLength} characters. Do not say who you are, unless you want the agency to know.`,
  )}</p>
<textarea id="question" name="question" rows="4" maxlength="${maxTextLength}" required aria-describedby="question-hint${form.problem === null ? '' : ' problem'}">${form.text}</textarea>
<button class="primary">${say('提交问题', 'Send the question')}</button>
</form>`;
}

function problemWords(problem: NonNullable<AskForm['problem']>, say: Visit['say']): string {
  switch (problem) {
    case 'not-valid':
      return say(
        `请写下您的问题，最多 ${maxTextLength} 字。`,
        `Write your question, in at most ${maxTextLength} characters.`,
      );
    case 'not-concerned':
      return say('请选择一个与这次查阅有关的部门。', 'Choose an agency that this access concerns.');
    case 'asked-before':
      return say('您已就这次查阅向该部门提过问。', 'You have already asked this agency about this access.');
    case 'too-many-open':
      return say(
        `您已有 ${mostOpenQuestions} 个问题等待答复；有答复后才能再提问。`,
        `You have ${mostOpenQuestions} unanswered questions. You can ask again once one of them is answered.`,
      );
  }
}
