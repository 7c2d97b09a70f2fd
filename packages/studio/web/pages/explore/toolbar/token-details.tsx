import type { PartnerApp } from '../../../session/demo-directory.ts';
import { consentOf } from '../../../session/grant-words.ts';
import type { AccessToken } from '../../../session/token.ts';
import { nameInWords, scopeInWords, timeLeft } from '../../../session/words.ts';

interface TokenDetailsProps {
  readonly token: AccessToken;
  readonly now: Date;
  /** App through which a citizen acts. */
  readonly app: PartnerApp | null;
}

export function TokenDetails({ token, now, app }: TokenDetailsProps) {
  const { consented, refused } = consentOf(token, app);
  return (
    <div className="token">
      <dl>
        <Fact term="Purpose">{token.purpose === null ? 'none stated' : nameInWords(token.purpose)}</Fact>
        {token.agency !== null && <Fact term="Agency">{nameInWords(token.agency)}</Fact>}
        {token.roles.length > 0 && <Fact term="Roles">{token.roles.map(nameInWords).join(', ')}</Fact>}
        <Fact term="Identified">
          {token.highAssurance ? 'at the high assurance level' : 'at the substantial assurance level'}
        </Fact>
        <Fact term="Expires">{expiryInWords(token.expiresAt, now)}</Fact>
      </dl>
      <ScopeList title="May" scopes={consented} />
      <ScopeList title="May not: the citizen has not consented" scopes={refused} />
    </div>
  );
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function ScopeList({ title, scopes }: { title: string; scopes: readonly string[] }) {
  if (scopes.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {scopes.map((scope) => (
          <li key={scope}>
            {scopeInWords(scope)} <code>{scope}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function expiryInWords(expiresAt: Date | null, now: Date): string {
  if (expiresAt === null) return 'unknown';
  return `${expiresAt.toLocaleTimeString()} (${timeLeft(expiresAt, now)})`;
}
