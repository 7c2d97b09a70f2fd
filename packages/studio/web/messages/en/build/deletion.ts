export const deletion = {
  title: 'Delete the app',
  text: 'For an app that nobody needs any more. It cannot be taken back.',
  delete: 'Delete the app',
  question: 'Delete this app for good?',
  consequences: {
    signIn: 'Nobody can sign in at the app any more.',
    tokens: 'Within two seconds every gateway refuses its tokens.',
    approvals: 'All approvals, approved operations and waiting changes end.',
    consents: 'Citizens’ consents open nothing any more. What the app has read stays in their access log.',
    name: 'Its name stays taken, since records name it, and its history stays readable.',
  },
  typed: 'Type {clientId} to confirm',
  mistyped: 'Type {clientId}, exactly as it is written here.',
};
