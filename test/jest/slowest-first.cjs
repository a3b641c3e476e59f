// Where no earlier run has told how long test files take, as in a fresh checkout, jest begins with the largest. A short file
// that takes long would come last and leave all processors but one idle. These are the slow ones, the slowest first.
const { createRequire } = require('node:module');

const ofJest = createRequire(require.resolve('jest'));
const { default: TestSequencer } = createRequire(ofJest.resolve('@jest/core'))('@jest/test-sequencer');

const SLOWEST = [
  'test/functions/rebuild/rebuild-handler.test.ts',
  'test/functions/alert/alert-handler.test.ts',
  'test/infra/situations.test.ts',
  'test/bin/app.test.ts',
  'test/faults/fault-run.test.ts',
  'test/faults/kill-run.test.ts',
  'test/app/ingest/ingest-log-file.test.ts',
  'test/adapters/dynamodb/no-scan.test.ts',
  'test/app/rebuild/rebuild-terms.test.ts',
  'test/cli/export/export-command.test.ts',
  'test/adapters/same-answers.test.ts',
  'test/app/ask/paging.test.ts',
  'test/cli/extract/extract-command.test.ts',
  'test/functions/alert/correlation-calls.test.ts',
  'test/functions/ingest/ingest-handler-faults.test.ts',
  'test/functions/alert/stored-correlations.test.ts',
  'test/app/ask/find-events.test.ts',
  'test/app/index/index-version.test.ts',
  'test/app/extract/extract-records.test.ts',
  'test/cli/ingest/ingest-command.test.ts',
  'test/cli/ui/downloaded-package.test.ts',
  'test/invoke/invoke.test.ts',
  'test/core/alerts/render-alert.test.ts',
  'test/core/alerts/render-digest.test.ts',
  'test/app/reconcile/reconcile-in-passes.test.ts',
  'test/app/verify/verify-trail.test.ts',
  'test/functions/export/export-handler.test.ts',
  'test/cli/store-commands.test.ts',
  'test/cli/terminal/pager.test.ts',
  'test/cli/ui/explorer.test.ts',
  'test/cli/evidence/evidence-command.test.ts',
  'test/docs/cost.test.ts',
  'test/docs/questions.test.ts',
];

module.exports = class SlowestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isKnown = sorted.some((test) => test.duration !== undefined);
    return isKnown ? sorted : sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
};

function rankOf({ path }) {
  const rank = SLOWEST.findIndex((slow) => path.endsWith(`/${slow}`));
  return rank === -1 ? SLOWEST.length : rank;
}

module.exports.SLOWEST = SLOWEST;
