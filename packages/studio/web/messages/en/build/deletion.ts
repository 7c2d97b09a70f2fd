export const deletion = {
  title: 'Delete the app',
  text: 'For an app that is no longer needed. This cannot be undone.',
  delete: 'Delete the app',
  question: 'Delete this app for good?',
  consequences: {
    signIn: 'Nobody can sign in to the app any more.',
    tokens: 'Within two seconds every gateway refuses its tokens.',
    approvals: 'All approvals, approved operations and waiting changes end.',
    consents:
      'Citizens’ consents no longer give access to anything. What the app has read stays in their access log.',
    webhooks: 'Its webhooks are removed.',
    name: 'Its name cannot be reused, because records refer to it, and its history stays readable.',
  },
  typed: 'Type {clientId} to confirm',
  mistyped: 'Type {clientId}, exactly as it is written here.',
};
