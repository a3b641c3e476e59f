import type { Commands } from './help/command-table';

/** The commands. Each is loaded only when you run it, so that starting costs no more than the command needs. */
export const COMMANDS: Commands = {
  extract: {
    summary: 'print the Systems Manager records of log files',
    load: async () => (await import('./extract/extract-command.js')).extractCommand(),
  },
  ingest: {
    summary: 'index log files on disk in the local store',
    load: async () => (await import('./ingest/ingest-command.js')).ingestCommand(),
  },
  query: {
    summary: 'list events: who did what, to what, with what outcome',
    load: async () => (await import('./query/query-command.js')).queryCommand(),
  },
  show: {
    summary: 'show one event whole, with commands for your next questions',
    load: async () => (await import('./show/show-command.js')).showCommand(),
  },
  story: {
    summary: 'tell what belongs together, in order: of an event, session, key, actor or resource',
    load: async () => (await import('./story/story-command.js')).storyCommand(),
  },
  summary: {
    summary: 'count what happened in a window: by event, actor, resource, outcome and time',
    load: async () => (await import('./summary/summary-command.js')).summaryCommand(),
  },
  changes: {
    summary: 'show what changed between two times: parameters, documents, associations, windows, baselines',
    load: async () => (await import('./changes/changes-command.js')).changesCommand(),
  },
  ui: {
    summary: 'look instead of read: the same answers as a page in your browser',
    load: async () => (await import('./ui/ui-command.js')).uiCommand(),
  },
  status: {
    summary: 'check whether anything is missing',
    load: async () => (await import('./status/status-command.js')).statusCommand(),
  },
  reconcile: {
    summary: 'compare the log files in the bucket or folder with what is indexed',
    load: async () => (await import('./reconcile/reconcile-command.js')).reconcileCommand(),
  },
  backfill: {
    summary: 'index older log files: the history of a window, an account or a region',
    load: async () => (await import('./reconcile/backfill-command.js')).backfillCommand(),
  },
  'rebuild-terms': {
    summary: 'make the rows of the Terms table of a stack again from its Events table',
    load: async () => (await import('./rebuild-terms/rebuild-terms-command.js')).rebuildTermsCommand(),
  },
  verify: {
    summary: 'check that digests, log files, receipts and rows are what CloudTrail signed',
    load: async () => (await import('./verify/verify-command.js')).verifyCommand(),
  },
  evidence: {
    summary: 'write the answer to a question as a package that can be checked without the store, or check one',
    load: async () => (await import('./evidence/evidence-command.js')).evidenceCommand(),
  },
  export: {
    summary: 'write events as Parquet, NDJSON or CSV to a folder or to S3',
    load: async () => (await import('./export/export-command.js')).exportCommand(),
  },
  alerts: {
    summary: 'list rules, and show the alerts that they make',
    load: async () => (await import('./alerts/alerts-command.js')).alertsCommand(),
  },
  completion: {
    summary: 'print what makes bash, zsh or fish complete commands, flags and values',
    load: async () => (await import('./completion/completion-command.js')).completionCommand(),
  },
};
