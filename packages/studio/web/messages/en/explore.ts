export const explore = {
  title: 'Explore',
  samples: 'Samples',
  forAnyone: 'for anyone',
  fullFor: 'all fields for {personas}',
};
