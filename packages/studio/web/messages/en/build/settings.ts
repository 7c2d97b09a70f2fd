export const settings = {
  title: 'Keys and settings',
  secret: 'Secret',
  secretText:
    'You can keep the old secret for some hours while you deploy the new one, so that no sign-in fails.',
  oldUntil: 'The previous secret works until',
  keepOld: 'The old secret',
  keepHours:
    '{hours, plural, =0 {stops working at once} one {still works for an hour} =24 {still works for a day} =168 {still works for a week} other {still works for # hours}}',
  keepHint: 'Stop it at once if somebody else may know it.',
  replace: 'Replace the secret',
  replaceTitle: 'Replace the secret?',
  newSecret: 'New secret',
  keysText:
    'To change keys without a failed call, register the old and the new one together, switch over, then register the new one alone.',
  change: 'Change the app',
  save: 'Save the changes',
  saved: 'Saved.',
  proposed: 'Saved. Changes to what agencies have reviewed need another review; see above.',
  unchanged: 'Nothing has changed.',
  pending: 'A change has been waiting for review since {date}',
  pendingText: 'The app keeps working as it is until the admin accepts the change.',
  inReview: 'The app is under review: new return addresses and purposes need a review too.',
  reviewed: 'Agencies have reviewed this app: new return addresses and purposes need a review.',
  keepKeys: 'Leave both empty to keep the current keys.',
};
