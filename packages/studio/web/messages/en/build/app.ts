export const app = {
  tabs: 'Pages of the app',
  back: 'My apps',
  unknown: { title: 'There is no such app', text: 'It does not exist, or it belongs to another developer.' },
};
