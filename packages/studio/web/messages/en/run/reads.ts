export const reads = {
  title: 'Reads',
  lead: 'How often each app has read personal data of each agency in the last 30 days, and roughly how many people that data is about.',
  empty: 'No personal data was read in this period.',
  app: 'App',
  console: 'Officials in the Studio',
  agency: 'Agency',
  records: 'Answers',
  people: 'People',
};
