import type { TrailFolder } from '../cli/trail-folder';

/** The window of a sample trail. */
const WINDOW = '--since 2026-03-02 --until 2026-03-03';

/**
 * A line for each command, in an order in which each has what it needs: the first indexes the trail's log files in a store
 * `store` of the current folder.
 */
export function commandLines({ logs, keys }: TrailFolder): Readonly<Record<string, string>> {
  const [local, from] = ['--local store', `--local store --logs ${logs}`];
  return {
    ingest: `ssm-audit ingest ${logs} ${local}`,
    extract: `ssm-audit extract ${logs}`,
    query: `ssm-audit query ${local} ${WINDOW} --limit 5`,
    show: `ssm-audit show "$(ssm-audit query ${local} ${WINDOW} --limit 1 | sed 's/^{"ref":"//; s/".*//')" ${local}`,
    story: `ssm-audit story --actor mateo.jackson ${local} ${WINDOW}`,
    summary: `echo '[]' > names.json && ssm-audit summary ${local} ${WINDOW} --names names.json --output csv`,
    changes: `ssm-audit changes ${local} ${WINDOW}`,
    status: `ssm-audit status ${local}`,
    reconcile: `ssm-audit reconcile ${from}`,
    backfill: `ssm-audit backfill ${from}`,
    verify: `ssm-audit verify ${from} --keys ${keys} ${WINDOW} --rows`,
    evidence: `ssm-audit evidence ${from} --keys ${keys} ${WINDOW} --files --out package && ssm-audit evidence --check package`,
    export: `ssm-audit export ${local} ${WINDOW} --to lake && ls lake/region=*/accountId=*/eventDay=*/events.parquet`,
    // Ends with Ctrl-C.
    ui: `timeout -s INT --preserve-status 5 ssm-audit ui --no-open ${local}`,
    // Only a stack has terms to make again.
    'rebuild-terms': `ssm-audit rebuild-terms ${local} 2>&1 | grep -- '--stack'`,
    completion: 'ssm-audit completion bash',
    'alerts list': 'ssm-audit alerts list',
    'alerts lint': 'ssm-audit alerts lint',
    'alerts test': `ssm-audit alerts test ${logs}`,
    'alerts replay': `ssm-audit alerts replay ${local} ${WINDOW}`,
  };
}

/** The commands below one that its help lists, `help` itself aside. */
export function commandsIn(help: string): readonly string[] {
  const [, after = ''] = help.split('\nCommands:\n');
  const [list = ''] = after.split('\n\n');
  const names = [...list.matchAll(/^ {2}([a-z-]+)\b/gm)].map(([, name = '']) => name);
  return names.filter((name) => name !== 'help');
}
