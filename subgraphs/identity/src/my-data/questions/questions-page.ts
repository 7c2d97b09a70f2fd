import { mostOpenQuestions } from '../../access-questions/ask.ts';
import { questionsOfSubject } from '../../access-questions/find-questions.ts';
import { html } from '../../sign-in/html.ts';
import type { MyDataPage } from '../answer.ts';
import type { Visit } from '../desk.ts';
import { questionCard } from './question-card.ts';

/** The citizen's questions, newest first. */
export async function questionsPage(visit: Visit): Promise<MyDataPage> {
  const { desk, citizen, loaders, say, home } = visit;
  const questions = await questionsOfSubject(desk.database, desk.hashSubject(citizen.key));
  const cards = await Promise.all(
    questions.map(async (question) => {
      const agency = await loaders.agencies.load(question.agency);
      return html`${questionCard({ question, agency }, visit)}
<p class="ask"><a href="${home}/entries/${question.record}">${say('查看这次查阅', 'The access that you asked about')}</a></p>`;
    }),
  );
  return {
    kind: 'page',
    section: 'questions',
    title: say('我的提问', 'My questions'),
    body: html`<p class="lead">${say(
      `您就查阅记录向部门提出的问题及其答复。最多可有 ${mostOpenQuestions} 个问题同时等待答复。`,
      `What you asked agencies about entries in the log, and what they answered. You can have at most ${mostOpenQuestions} unanswered questions at a time.`,
    )}</p>
${
  cards.length === 0
    ? html`<p class="empty">${say('您还没有提过问题。在', 'You have not asked anything yet. Choose “Why?” beside an entry in ')}<a href="${home}">${say('查阅记录', 'who read my data')}</a>${say('中选择“为什么？”即可提问。', '.')}</p>`
    : cards
}`,
  };
}
