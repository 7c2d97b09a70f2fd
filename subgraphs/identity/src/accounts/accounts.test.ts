import { afterAll, beforeAll } from 'vitest';
import { identity, startCity } from './accounts-city.fixture.ts';

/* Passkeys and accounts, from invitations to sign-ins. The suites share a deployment and thus a file. */

beforeAll(startCity);
afterAll(() => identity.stop());

// First, because the test login does not follow the clock that the others change.
import '../my-data/security/citizen-passkeys.suite.ts';
import './invitations/invitations.suite.ts';
import './invitations/recovery.suite.ts';
import './invitations/forged-people.suite.ts';
import './lock-account.suite.ts';
import './sign-up/sign-up.suite.ts';
import '../account-pages/account-page.suite.ts';
