import type { Refusal } from '@civic-graph/client';
import { describe, expect, it } from 'vitest';
import { refusal } from '../portal.fixture.ts';
import { messages } from '../texts/index.ts';
import { languages } from '../texts/language.ts';
import { explainRefusal } from './explain-refusal.ts';
import { mergeRefusals } from './merge-refusals.ts';

const refusals: Readonly<Record<Refusal['kind'], Refusal>> = {
  'sign-in-needed': refusal('sign-in-needed', 'Query.me'),
  'consent-needed': refusal('consent-needed', 'Citizen.notices', { scopes: ['a'] }),
  'step-up-needed': refusal('step-up-needed', 'Notice.fineParticulars', { acrValues: 'high' }),
  'switched-off': refusal('switched-off', 'Citizen.notices', { notice: 'Closed until Monday' }),
  'rate-limited': refusal('rate-limited', 'Citizen.notices', { retryAfterSeconds: 12 }),
  unavailable: refusal('unavailable', 'Citizen.notices'),
  hidden: refusal('hidden', 'Citizen.notices'),
  'not-safelisted': refusal('not-safelisted', 'Citizen.notices'),
  failed: refusal('failed', 'Citizen.notices'),
};

describe.each(languages)('in %s', (language) => {
  it.each(Object.values(refusals))('$kind is explained in words', (each) => {
    const { title, text } = explainRefusal(each, messages[language]);
    expect(title.length).toBeGreaterThan(2);
    expect(text.length).toBeGreaterThan(5);
    expect(`${title}${text}`).not.toContain('undefined');
  });
});

it('names the field, the agency’s notice, the time to wait and the code', () => {
  const english = (kind: Refusal['kind']) => explainRefusal(refusals[kind], messages.en);
  expect(english('consent-needed').text).toContain('your notices');
  expect(english('switched-off').text).toBe('Closed until Monday');
  expect(english('rate-limited').text).toBe('Please try again in 12 seconds.');
  expect(english('failed').text).toContain('A_CODE');
});

it('says that the consent was withdrawn, with a way to sign in again', () => {
  const revoked = { ...refusals['sign-in-needed'], code: 'TOKEN_REVOKED' };
  expect(explainRefusal(revoked, messages.en)).toEqual({
    title: messages.en.refusals.revokedTitle,
    text: messages.en.refusals.revokedText,
    action: { name: messages.en.refusals.revokedAction, to: 'sign-in' },
  });
});

it('says what the citizen can do', () => {
  const targets = Object.values(refusals).map((each) => [
    each.kind,
    explainRefusal(each, messages.en).action?.to ?? null,
  ]);
  expect(Object.fromEntries(targets)).toEqual({
    'sign-in-needed': 'sign-in',
    'consent-needed': 'allow',
    'step-up-needed': 'allow',
    'switched-off': null,
    'rate-limited': 'again',
    unavailable: 'again',
    hidden: null,
    'not-safelisted': null,
    failed: 'again',
  });
});

it('is said once for each kind, and for outages once for each field', () => {
  const { unavailable } = refusals;
  const merged = mergeRefusals([
    refusals['consent-needed'],
    refusal('consent-needed', 'Profile.name', { scopes: ['b', 'a'] }),
    unavailable,
    unavailable,
    refusal('unavailable', 'Query.payment'),
  ]);
  expect(merged.map(({ kind, coordinate }) => [kind, coordinate])).toEqual([
    ['consent-needed', 'Citizen.notices'],
    ['unavailable', 'Citizen.notices'],
    ['unavailable', 'Query.payment'],
  ]);
  expect(merged[0]).toMatchObject({ scopes: ['a', 'b'] });
});
