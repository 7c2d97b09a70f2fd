import { clientNetwork, rateLimited, siteOf } from '@civic-graph/service';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { findAccountHolder } from '../../accounts/find-account-holder.ts';
import { invitationOfToken } from '../../accounts/invitations/find-invitations.ts';
import { type Organisation, signUpDeveloper } from '../../accounts/sign-up/sign-up-developer.ts';
import type { Issuer } from '../../issuer/issuer.ts';
import { createSiteAttempts, windowSeconds } from '../../issuer/site-attempts.ts';
import type { Passkeys } from '../../passkeys/passkeys.ts';
import { formOf } from '../forms.ts';
import { registrationPage } from '../invitation/pages.ts';
import { isCrossOrigin } from '../is-cross-origin.ts';
import { pageHeaders } from '../page.ts';
import type { UpstreamReport } from '../upstream/upstream-report.ts';
import { closedPage, type SignUpProblem, signUpPage } from './pages.ts';

export interface SignUpOptions {
  readonly issuer: Issuer;
  readonly passkeys: Passkeys;
  readonly report: UpstreamReport;
  /** Whether developers sign up without an invitation. */
  readonly isOpen: boolean;
}

/** Sign-ups that one network may try in ten minutes. */
const allowed = 5;
const empty: Organisation = { nameZh: '', nameEn: '', contact: '' };

const busy: SignUpProblem = {
  field: null,
  zh: '当前注册人数过多，请稍后再试，或联系平台管理员获取邀请。',
  en: 'There are too many sign-ups at the moment. Try again later, or ask an admin of the platform to invite you.',
};

const byInvitation: SignUpProblem = {
  field: null,
  zh: '本平台的开发者须经邀请注册。请联系平台管理员获取邀请。',
  en: 'Developers need an invitation. Ask an admin of the platform for one.',
};

const fields: Readonly<Record<keyof Organisation, Omit<SignUpProblem, 'field'>>> = {
  nameZh: {
    zh: '请填写机构的中文名称，不得含有特殊字符。',
    en: 'Enter the Chinese name, without special characters.',
  },
  nameEn: {
    zh: '请填写机构的英文名称，不得含有特殊字符。',
    en: 'Enter the English name, without special characters.',
  },
  contact: { zh: '请填写有效的邮箱地址。', en: 'Enter a valid e-mail address.' },
};

/** `/sign-up`: a developer without an invitation describes the organisation, and registers a passkey. */
export function signUpRoutes(
  app: FastifyInstance,
  { issuer, passkeys, report, isOpen }: SignUpOptions,
): void {
  if (!isOpen) {
    app.get('/sign-up', (_request, reply) => send(reply, 200, closedPage(byInvitation)));
    return;
  }
  const { database, clock, isForwarded } = issuer.dependencies;
  const attempts = createSiteAttempts(database, clock, { kind: 'sign-up', allowed });
  const nextLine = rateLimited();

  app.get('/sign-up', (_request, reply) => send(reply, 200, signUpPage(empty, null)));

  app.post('/sign-up', async (request, reply) => {
    // Another site must not make browsers sign up.
    if (isCrossOrigin(request) || !(await attempts.take(siteOf(clientNetwork(request.raw, isForwarded)))))
      return tooMany(reply);
    const form = formOf(request);
    const field = (name: keyof Organisation) => form.get(name)?.trim() ?? '';
    const organisation = { nameZh: field('nameZh'), nameEn: field('nameEn'), contact: field('contact') };
    const outcome = await signUpDeveloper(database, organisation, clock());
    switch (outcome.kind) {
      case 'invalid':
        return send(reply, 422, signUpPage(organisation, { field: outcome.field, ...fields[outcome.field] }));
      case 'busy':
        return tooMany(reply);
      case 'signed-up': {
        const { token } = outcome;
        const invitation = await invitationOfToken(database, token, clock());
        const holder = invitation && (await findAccountHolder(database, invitation.account));
        if (invitation === undefined || holder === undefined)
          throw new Error('a sign-up without its account');
        const leftOut = nextLine();
        if (leftOut !== null) report({ invitation: invitation.id, leftOut }, 'a developer signs up');
        return send(
          reply,
          200,
          registrationPage(passkeys, { invitation, holder, token, existing: [], problem: null }),
          true,
        );
      }
    }
  });
}

function tooMany(reply: FastifyReply): FastifyReply {
  return send(reply.header('retry-after', String(windowSeconds)), 429, closedPage(busy));
}

function send(reply: FastifyReply, status: number, page: string, hasScript = false): FastifyReply {
  return reply.code(status).headers(pageHeaders(undefined, { hasScript })).send(page);
}
