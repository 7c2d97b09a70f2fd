export const apps = {
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
};
