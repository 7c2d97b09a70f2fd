import { useTranslations } from 'use-intl';
import { CodeBlock } from '../../../components/code-block.tsx';
import { Described } from '../../../components/described.tsx';
import { Note } from '../../../components/note.tsx';
import { curlOf } from '../../../graph/curl.ts';
import type { GraphError } from '../../../graph/post-operation.ts';
import type { Trial } from './use-trial.ts';

/** The answer that a citizen's app would have got, what was refused, and how to ask again. */
export function Answered({ trial: { asked, answer, token, expiresIn, scopes } }: { readonly trial: Trial }) {
  const t = useTranslations('build.try');
  const { citizen } = asked;
  const { query, variables } = asked;
  const command = { url: `${location.origin}/graphql`, body: { query, variables } };
  return (
    <section className="answered">
      <h2>{t('answer')}</h2>
      {answer.status === 200 ? (
        <p>{t('answered', { citizen, ms: answer.ms })}</p>
      ) : (
        <Note tone="bad" title={t('httpFailed', { status: answer.status })} />
      )}
      <CodeBlock label={t('answer')} text={answer.body} />
      <h3>{t('refusals')}</h3>
      {answer.refusals.length === 0 ? <p>{t('noRefusals')}</p> : <Refusals refusals={answer.refusals} />}
      <h3>{t('scopes')}</h3>
      <ul className="inline-list">
        {scopes.map((scope) => (
          <li key={scope}>
            <code>{scope}</code>
          </li>
        ))}
      </ul>
      <h3>{t('curl')}</h3>
      <p className="quiet">{t('curlHint', { citizen, minutes: Math.round(expiresIn / 60) })}</p>
      <CodeBlock
        label="curl"
        text={curlOf({ ...command, token: '$TOKEN' })}
        copied={curlOf({ ...command, token })}
      />
    </section>
  );
}

function Refusals({ refusals }: { readonly refusals: readonly GraphError[] }) {
  return (
    <ul className="refused">
      {refusals.map(({ path, code, message, remedy }) => (
        <li key={`${path} ${message}`}>
          <code>{[path.join('.'), code ?? ''].filter((part) => part !== '').join(': ')}</code>
          <Described text={remedy === null || message.includes(remedy) ? message : `${message} ${remedy}`} />
        </li>
      ))}
    </ul>
  );
}
