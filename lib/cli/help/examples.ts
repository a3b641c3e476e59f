/** What the help of each command shows to copy: the question that people ask most, then the one that they do not think of. */
const EXAMPLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['extract', ['extract logs/ > records.ndjson', 'aws s3 cp s3://bucket/key - | ssm-audit extract -']],
  ['ingest', ['ingest logs/', 'ingest logs/2026/03 --local march', 'ingest logs/ --neighbours ecs-exec']],
  [
    'query',
    [
      'query --event StartSession --resource i-0123456789abcdef0',
      'query --actor ana.lopez@example.com --during yesterday',
      'query --denied --since 24h --not actor=deployer',
      'query --contains OPS-1842 --since 7d',
      'query --resource /prod/db --changed --output csv > changes.csv',
      'query --source-ip 203.0.113.7 --names names.csv',
    ],
  ],
  ['show', ['show 7cef19b2', 'show 7cef19b2 --record']],
  ['story', ['story 7cef19b2', 'story --actor ana.lopez --since 24h --output html > story.html']],
  [
    'summary',
    ['summary --since 7d', 'summary --actor ana.lopez --during 2026-03', 'summary --by actor,sourceIPAddress'],
  ],
  [
    'changes',
    [
      'changes --path /prod --since yesterday',
      'changes --path /prod --since 7cef19b2 --until 2a1900cb',
      'changes --since 7d',
    ],
  ],
  ['ui', ['ui', 'ui --event StartSession --since 24h', 'ui --stack ssm-audit --no-open']],
  ['status', ['status', 'status --by-day --during 2026-03']],
  ['reconcile', ['reconcile --stack ssm-audit --since 7d', 'reconcile --local --logs logs/ --repair']],
  [
    'backfill',
    [
      'backfill --stack ssm-audit --during 2026-Q1 --dry-run',
      'backfill --local --logs logs/ --since 2026-01-01',
      'backfill --local --logs logs/ --neighbours ecs-exec',
    ],
  ],
  ['rebuild-terms', ['rebuild-terms --stack ssm-audit', 'rebuild-terms --stack ssm-audit --progress --output json']],
  [
    'verify',
    ['verify --stack ssm-audit --during yesterday --rows', 'verify --local --logs logs/ --keys keys.json --since 30d'],
  ],
  [
    'evidence',
    ['evidence --actor ana.lopez --during 2026-03 --out case-17', 'evidence --check case-17 --key signer.pub.pem'],
  ],
  [
    'export',
    [
      'export --during 2026-03 --to lake/',
      'export --since 2026-01-01 --schema ocsf --to s3://bucket/ssm-audit',
      'export --actor ana.lopez --since 30d --format csv --to ana/',
    ],
  ],
  ['alerts', ['alerts list', 'alerts test logs/', 'alerts replay --since 7d']],
  ['alerts list', ['alerts list --rules my-rules/', 'alerts list --output navigator > layer.json']],
  ['alerts test', ['alerts test logs/', 'alerts test logs/ --rules my-rules/ --output json']],
  ['alerts lint', ['alerts lint', 'alerts lint my-rules/ --strict']],
  ['alerts replay', ['alerts replay --since 7d', 'alerts replay --during 2026-03 --rules my-rules/']],
  [
    'completion',
    [
      'completion bash > ~/.local/share/bash-completion/completions/ssm-audit',
      'completion zsh > ~/.zfunc/_ssm-audit',
      'completion fish > ~/.config/fish/completions/ssm-audit.fish',
    ],
  ],
]);

/** The commands that the help of a command shows, as a person types them. */
export function examplesOf(command: string): readonly string[] {
  const own = (words: string) => (words.startsWith('aws ') ? words : `ssm-audit ${words}`);
  return (EXAMPLES.get(command) ?? []).map(own);
}
