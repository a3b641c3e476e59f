/** Style sheets are imported for the bundle alone: they export nothing. */
declare module '*.css';
