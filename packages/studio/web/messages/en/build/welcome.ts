export const welcome = {
  title: 'Build an app',
  signUp: 'Sign up as a developer',
  lead: 'Register an app and submit the operations that it runs; the platform derives the rights that it needs. Agencies decide, citizens consent.',
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
    'You need a developer account on this platform. Ask its operator to set one up for your organisation, then sign in here.',
  notForYou: 'You are not signed in as a developer. Sign out, and sign in with a developer account.',
};
