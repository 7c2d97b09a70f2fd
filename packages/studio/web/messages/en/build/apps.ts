export const apps = {
  title: 'My apps',
  lead: 'Apps that you have registered. One account can register 20.',
  app: 'App',
  platform: 'Platform',
  state: 'State',
  waiting: 'Agencies that have to decide',
  noneWaiting: 'none',
  register: 'Register an app',
  unverified: 'Your organisation is not verified yet',
  unverifiedText:
    'You can register up to two apps and draft their operations. You can submit requests to agencies once an admin of the platform has verified who you are; they write to the address that you gave.',
  empty: 'You have not registered an app yet.',
  left: '{count, plural, =0 {You have reached the limit of 20 apps.} one {You can register one more app.} other {You can register # more apps.}}',
};
