import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Select } from '../../../components/select.tsx';
import type { Registration } from './access.tsx';
import type { DraftedRequest } from './use-draft.ts';

interface ConsentPreviewProps {
  readonly registration: Registration;
  readonly scopes: DraftedRequest['scopes'];
}

/** The consent page as the citizen will see it, in both languages. */
export function ConsentPreview({ registration, scopes }: ConsentPreviewProps) {
  const t = useTranslations('build.access.consent');
  const { purposeStatements } = registration;
  const [chosen, choose] = useState(0);
  const statement = purposeStatements[chosen];
  return (
    <section>
      <h2>{t('title')}</h2>
      <p>{t('lead')}</p>
      {purposeStatements.length > 1 && (
        <Select label={t('purpose')} value={String(chosen)} onChange={(value) => choose(Number(value))}>
          {purposeStatements.map(({ purpose }, at) => (
            <option key={purpose.id} value={at}>
              {purpose.titleZh} {purpose.titleEn}
            </option>
          ))}
        </Select>
      )}
      {scopes.length === 0 || statement === undefined ? (
        <p className="empty">{t('nothing')}</p>
      ) : (
        <PreviewedPage app={registration.app} statement={statement} scopes={scopes} />
      )}
    </section>
  );
}

/* What follows repeats the issuer's page, which is always in both languages: no text of it is translated. */

const classNames = {
  C0: ['公开', 'public'],
  C1: ['去标识化', 'pseudonymous'],
  C2: ['个人信息', 'personal'],
  C3: ['敏感个人信息', 'sensitive'],
  C4: ['不公开', 'never published'],
} as const;

const lawfulBasis = {
  CONSENT: ['您的同意', 'your consent'],
  STATUTORY_DUTY: ['法定职责', 'a legal duty of the agency'],
} as const;

interface PreviewedPageProps {
  readonly app: Registration['app'];
  readonly statement: Registration['purposeStatements'][number];
  readonly scopes: DraftedRequest['scopes'];
}

function PreviewedPage({ app, statement: { purpose, statement }, scopes }: PreviewedPageProps) {
  const t = useTranslations('build.access.consent');
  const format = useFormatter();
  const until = new Date();
  until.setMonth(until.getMonth() + purpose.consentMonths);
  return (
    <figure className="consent-page" aria-label={t('page')}>
      <p className="consent-title">
        <Both zh="授权使用您的数据" en="Share your data?" />
      </p>
      <dl className="facts">
        <Fact zh="应用" en="App">
          <Both zh={app.nameZh} en={app.nameEn} /> · {app.platform}
          <br />
          <small>{hostOf(app.homepage)}</small>
        </Fact>
        <Fact zh="用途" en="Purpose">
          <Both zh={purpose.titleZh} en={purpose.titleEn} />
          <br />
          <small>
            <Both zh="应用自述：" en="In the app’s own words:" /> <q>{statement}</q>
          </small>
        </Fact>
        <Fact zh="依据" en="Legal basis">
          <Both zh={lawfulBasis[purpose.lawfulBasis][0]} en={lawfulBasis[purpose.lawfulBasis][1]} />
        </Fact>
        <Fact zh="有效期至" en="Until">
          {format.dateTime(until, { dateStyle: 'long' })}
        </Fact>
      </dl>
      <ul>
        {scopes.map((scope) => (
          <li key={scope.id}>
            <span className="tick" aria-hidden="true" />
            <div>
              <strong>
                <Both zh={scope.titleZh} en={scope.titleEn} />
              </strong>{' '}
              <span className="badge" data-tone={scope.classification === 'C3' ? 'bad' : 'quiet'}>
                <Both zh={classNames[scope.classification][0]} en={classNames[scope.classification][1]} />
              </span>
              <p>
                <Both zh={scope.descriptionZh} en={scope.descriptionEn} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Fact({ zh, en, children }: { zh: string; en: string; children: React.ReactNode }) {
  return (
    <div className="fact">
      <dt>
        <Both zh={zh} en={en} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Both({ zh, en }: { readonly zh: string; readonly en: string }) {
  return (
    <>
      <span lang="zh-CN">{zh}</span> <span lang="en">{en}</span>
    </>
  );
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
