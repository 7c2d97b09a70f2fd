import { clientNetwork, rateLimited, siteOf } from '@civic-graph/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AccountHolder, findAccountHolder } from '../../accounts/find-account-holder.ts';
import { invitationOfToken } from '../../accounts/invitations/find-invitations.ts';
import { isRightCode, useInvitation } from '../../accounts/invitations/use-invitation.ts';
import type { InvitationRow } from '../../accounts/tables.ts';
import { notifyOfWithdrawal } from '../../issuer/back-channel-logout.ts';
import type { Issuer } from '../../issuer/issuer.ts';
import { createSiteAttempts, windowSeconds } from '../../issuer/site-attempts.ts';
import { passkeysOf } from '../../passkeys/add-passkey.ts';
import { nameOf } from '../../passkeys/pages/passkey-name.ts';
import { PasskeyRefusal, passkeyRefusals } from '../../passkeys/passkey-refusal.ts';
import type { Passkeys } from '../../passkeys/passkeys.ts';
import { formOf } from '../forms.ts';
import { isCrossOrigin } from '../is-cross-origin.ts';
import { pageHeaders } from '../page.ts';
import type { UpstreamReport } from '../upstream/upstream-report.ts';
import { registeredPage, registrationPage, tokenPage } from './pages.ts';

export interface InvitationRouteOptions {
  readonly issuer: Issuer;
  readonly passkeys: Passkeys;
  readonly report: UpstreamReport;
}

const problems = {
  link: {
    zh: '此链接无效：可能已使用、已过期或已撤回。请向管理员索取新链接。',
    en: 'This link does not work: it has been used, has expired or was withdrawn. Ask your administrator for a new one.',
  },
  code: {
    zh: '代码不正确。输错五次后链接失效。',
    en: 'The code is wrong. After five wrong codes the link no longer works.',
  },
} as const;

/** Wrong links and codes that one network may try in ten minutes. */
const allowed = 20;
const isWrong = { link: 404, code: 422 } as const;

/** `/invitation`: where invited people register a passkey. The token of the link is all that they have. */
export function invitationRoutes(
  app: FastifyInstance,
  { issuer, passkeys, report }: InvitationRouteOptions,
): void {
  const { database, clock, isForwarded, pairwiseSalt } = issuer.dependencies;
  const attempts = createSiteAttempts(database, clock, { kind: 'invitation', allowed });
  const nextLine = rateLimited();

  app.get('/invitation', (_request, reply) => send(reply, 200, tokenPage(null)));

  app.post('/invitation', (request, reply) =>
    withInvitation(request, reply, ({ invitation, holder, token }) =>
      showRegistration(reply, 200, { invitation, holder, token }, null),
    ),
  );

  app.post('/invitation/passkey', (request, reply) =>
    withInvitation(request, reply, async (opened, giveBack) => {
      const { invitation } = opened;
      const form = formOf(request);
      if (!(await isRightCode(passkeys, invitation, form.get('code') ?? '', pairwiseSalt))) {
        log({ invitation: invitation.id, problem: 'code' }, 'an invitation is refused');
        return showRegistration(reply, isWrong.code, opened, problems.code);
      }
      try {
        const name = nameOf(form, '通行密钥 Passkey');
        const ended = await useInvitation(passkeys, invitation, {
          response: form.get('response') ?? '',
          name,
        });
        if (ended === undefined) return send(reply, isWrong.link, tokenPage(problems.link));
        await giveBack();
        log({ invitation: invitation.id, purpose: invitation.purpose }, 'an invitation is used');
        for (const each of ended) void notifyOfWithdrawal(issuer, each);
        return reply.headers(pageHeaders()).send(registeredPage());
      } catch (error) {
        if (!(error instanceof PasskeyRefusal)) throw error;
        log({ invitation: invitation.id, problem: error.code }, 'an invitation is refused');
        return showRegistration(
          reply,
          passkeyRefusals[error.code].status,
          opened,
          passkeyRefusals[error.code],
        );
      }
    }),
  );

  interface Opened {
    readonly invitation: InvitationRow;
    readonly holder: AccountHolder;
    readonly token: string;
  }

  async function withInvitation(
    request: FastifyRequest,
    reply: FastifyReply,
    run: (opened: Opened, giveBack: () => Promise<void>) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    const site = siteOf(clientNetwork(request.raw, isForwarded));
    if (!(await attempts.take(site))) {
      const { status } = passkeyRefusals.too_many_attempts;
      return send(
        reply.header('retry-after', String(windowSeconds)),
        status,
        tokenPage(passkeyRefusals.too_many_attempts),
      );
    }
    const token = formOf(request).get('token')?.trim() ?? '';
    // Another site must not make a browser register its owner's key for an account of that site's choice.
    const invitation = isCrossOrigin(request) ? undefined : await invitationOfToken(database, token, clock());
    const holder = invitation && (await findAccountHolder(database, invitation.account));
    if (invitation === undefined || holder === undefined || holder.kind !== invitation.kind) {
      log({ problem: 'link' }, 'an invitation is refused');
      return send(reply, isWrong.link, tokenPage(problems.link));
    }
    if (request.url === '/invitation') await attempts.giveBack(site);
    return run({ invitation, holder, token }, () => attempts.giveBack(site));
  }

  async function showRegistration(
    reply: FastifyReply,
    status: number,
    opened: Opened,
    problem: { readonly zh: string; readonly en: string } | null,
  ): Promise<FastifyReply> {
    const { kind, id } = opened.holder;
    const isFirst = opened.invitation.purpose === 'first';
    const existing = isFirst ? await passkeysOf(database, { kind, accountId: id }) : [];
    return send(reply, status, registrationPage(passkeys, { ...opened, existing, problem }));
  }

  function log(facts: object, message: string): void {
    const leftOut = nextLine();
    if (leftOut !== null) report({ ...facts, leftOut }, message);
  }
}

function send(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply
    .code(status)
    .headers(pageHeaders(undefined, { hasScript: true }))
    .send(html);
}
