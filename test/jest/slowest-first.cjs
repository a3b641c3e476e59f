// Where no earlier run has told how long test files take, as in a fresh checkout, jest begins with the largest. A short file
// that takes long would come last and leave all processors but one idle. These are the slow ones, the slowest first.
const { createRequire } = require('node:module');

const ofJest = createRequire(require.resolve('jest'));
const { default: TestSequencer } = createRequire(ofJest.resolve('@jest/core'))('@jest/test-sequencer');

const SLOWEST = [
  'test/faults/fault-run.test.ts',
  'test/faults/local-fault-run.test.ts',
  'test/cli/store-commands.test.ts',
  'test/docs/questions.test.ts',
  'test/docs/screenshots.test.ts',
  'test/cli/alerts/pack-next-steps.test.ts',
  'test/cli/renewal.test.ts',
  'test/app/reconcile/reconcile-in-passes.test.ts',
  'test/app/ask/paging.test.ts',
  'test/cli/ui/explorer.test.ts',
  'test/cli/ui/store-answers.test.ts',
  'test/cli/views.test.ts',
  'test/infra/situations.test.ts',
  'test/bin/app.test.ts',
  'test/cli/ingest/ingest-command.test.ts',
  'test/app/verify/verify-rows.test.ts',
  'test/functions/alert/alert-handler.test.ts',
  'test/functions/alert/other-destinations.test.ts',
  'test/core/alerts/chat/pack-messages.test.ts',
  'test/functions/ingest/ingest-handler-faults.test.ts',
  'test/invoke/invoke.test.ts',
  'test/cli/story/story-command.test.ts',
  'test/cli/story/story-rules-as-replayed.test.ts',
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
