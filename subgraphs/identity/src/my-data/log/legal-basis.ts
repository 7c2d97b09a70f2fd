import { isTestConsent, ownAccess } from '../../issuer/token-claims.ts';
import type { Say } from '../language.ts';
import type { LogEntry } from './log-entry.ts';

/** Legal basis of an access (Personal Information Protection Law, article 13), in words. */
export function legalBasis(
  {
    purpose,
    record,
  }: Pick<LogEntry, 'purpose'> & { readonly record: Pick<LogEntry['record'], 'caller' | 'consent'> },
  say: Say,
): string {
  if (record.consent === ownAccess) return say('您的查阅权', 'your right of access');
  if (isTestConsent(record.consent))
    return say('无（开发者以虚拟市民测试应用）', 'none: a developer’s test with a synthetic citizen');
  if (record.caller === 'operator' || record.caller === 'admin') {
    return say('法定职责', 'a legal duty of the agency');
  }
  switch (purpose?.lawful_basis) {
    case 'consent':
      return say('您的同意', 'your consent');
    case 'statutory-duty':
      return say('法定职责', 'a legal duty of the agency');
    case undefined:
      return say('未记录', 'not recorded');
  }
}
