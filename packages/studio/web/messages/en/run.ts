export const run = {
  tabs: 'Parts of running the platform',
  apps: {
    title: 'Apps',
    lead: 'Every app that developers have registered, and its state.',
    app: 'App',
    platform: 'Platform',
    contact: 'Contact',
    state: 'State',
    change: 'Change',
    empty: 'No developer has registered an app yet.',
    suspend: 'Suspend',
    reinstate: 'Reinstate',
    suspendTitle: 'Suspend {name}',
    suspendText: 'Nobody can sign in at the app, and within two seconds every gateway refuses its tokens.',
    reinstateTitle: 'Reinstate {name}',
    reinstateText: 'The app returns to its earlier state. People have to sign in again.',
  },
};
