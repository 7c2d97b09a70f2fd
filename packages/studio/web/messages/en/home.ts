export const home = {
  title: 'One graph for all public services',
  lead: 'All agencies, one endpoint. Every field says who may read it, and every read of personal data is recorded.',
  cards: {
    explore: {
      title: 'Explore',
      text: 'Query the graph as any persona, and see the plan, access and cost of each answer.',
    },
    schema: {
      title: 'Find a field',
      text: 'Search everything in the graph: what a field means, who may read it, and what has changed.',
    },
    build: {
      title: 'Build an app',
      text: 'Register an app, request exactly the fields that its operations read, and go live.',
    },
    decide: {
      title: 'Decide',
      text: 'For agencies: requests for access, citizens’ questions, and who reads your data.',
    },
    myData: {
      title: 'See who read your data',
      text: 'For citizens: every read, your consents, and how to end them.',
    },
    run: {
      title: 'Run the platform',
      text: 'For admins: versions and rollbacks, apps, switches and alerts.',
    },
  },
  facts: {
    title: 'The graph now',
    subgraphs: 'Subgraphs in force',
    apps: 'Approved apps',
    agencies: 'Agencies',
    changed: 'Last change to the schema',
    never: 'none yet',
  },
};
