import { access } from './build-access.ts';
import { app } from './build-app.ts';

/** For partner developers. */
export const build = {
  access,
  app,
  copy: 'Copy',
  copied: 'Copied',
  apps: {
    title: 'My apps',
    lead: 'Apps that you have registered. One account can register 20.',
    app: 'App',
    platform: 'Platform',
    state: 'State',
    waiting: 'Agencies that have to decide',
    noneWaiting: 'none',
    register: 'Register an app',
    empty: 'You have not registered an app yet.',
    left: '{count, plural, =0 {You have reached the limit of 20 apps.} one {You can register one more app.} other {You can register # more apps.}}',
  },
  welcome: {
    title: 'Build an app',
    lead: 'Register an app, submit the operations that it runs, and the platform derives what it needs. Agencies decide, citizens consent.',
    steps: {
      register: {
        title: 'Register',
        text: 'A name in Chinese and English, where citizens return after the sign-in, and what the data is for.',
      },
      operations: {
        title: 'Paste your operations',
        text: 'You see at once which fields they read, how sensitive each is, who has to agree, and what citizens will be asked.',
      },
      decide: {
        title: 'Follow the decisions',
        text: 'Each agency approves or refuses its part with a reason. Meanwhile you test with synthetic citizens.',
      },
      live: {
        title: 'Go live',
        text: 'A typed client, an enforced list of operations, and figures on what the app actually uses.',
      },
    },
    demo: 'In this demo, one click makes you a developer.',
    actAsDeveloper: 'Act as a developer',
    production:
      'You need a developer account of this platform. Its operator sets it up for your organisation; then sign in here.',
    signIn: 'Sign in',
    notForYou:
      'You are signed in as somebody who is not a developer. Sign out, and sign in with a developer account.',
  },
  register: {
    title: 'Register an app',
    lead: 'Citizens read the names and purposes on the consent page. The names, platform, web page and authentication method cannot be changed later.',
    names: 'What citizens read',
    nameZh: 'Name in Chinese',
    nameEn: 'Name in English',
    nameHint: 'No symbols. It must not look like the name of another app or of an agency.',
    platform: 'Platform',
    homepage: 'Public web page',
    contact: 'E-mail contact at your organisation',
    contactHint: 'Agencies and the platform’s admin see it; citizens do not.',
    purposes: 'What the data is for',
    statement: 'In your own words: {purpose}',
    statementHint:
      'One line. The consent page shows it as the app’s own words. Leave it empty if the app has another purpose.',
    technical: 'Sign-in',
    redirectUris: 'Where citizens return after the sign-in',
    redirectUrisHint:
      '1 to 10 https addresses of one host, one per line. They are compared character by character.',
    authMethod: 'How the app authenticates',
    methods: {
      CLIENT_SECRET_BASIC: 'With a secret',
      PRIVATE_KEY_JWT: 'With a private key (private_key_jwt)',
    },
    jwksUri: 'Where the app publishes its public keys',
    jwksUriHint: 'An https address of a JWK Set (RFC 7517). Leave it empty if you paste the keys below.',
    jwks: 'Public keys',
    jwksHint: 'A JWK Set as JSON. The private key stays with you.',
    dpop: 'Bind tokens to a key of the app (DPoP), so that a stolen token is useless',
    logoutUri: 'Address for sign-out notifications',
    logoutUriHint: 'Optional. The issuer calls it after a sign-out or a withdrawn consent.',
    submit: 'Register',
    missing: 'Fill this in.',
    noPurpose: 'For at least one purpose, say what the app does with the data.',
    invalid: 'Not accepted: {message}',
    nameTaken: 'Another app or an agency has this name, or one that looks like it. Choose another one.',
    tooMany: 'This account has registered 20 apps, which is the limit.',
  },
  registered: {
    title: 'The app is registered',
    lead: 'It is a draft: next, paste the operations that it runs.',
    clientId: 'Client id',
    secret: 'Client secret',
    once: 'The secret is shown only now. Store it where your app’s server reads its secrets; it can be replaced, but not shown again.',
    next: 'Next: paste your operations',
  },
};
