/** What a person is told of the tables of a local store: the names that a deployment's have. */
export const LOCAL_TABLE_NAMES = { events: 'Events', terms: 'Terms', deliveries: 'Deliveries' } as const;
