import { compile } from 'ssm-audit/rules';

const text = `
title: A document deleted
id: document-deleted
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: DeleteDocument }
  condition: selection
level: high
`;

const rules = compile([
  { file: 'deleted.yml', text },
  { file: 'broken.yml', text: 'title: [' },
]);
const matches = rules.match({ eventSource: 'ssm.amazonaws.com', eventName: 'DeleteDocument' });
const none = rules.match('{"eventSource":"ssm.amazonaws.com","eventName":"GetDocument"}');
process.stdout.write(
  JSON.stringify({
    matched: matches.map(({ rule, why }) => [rule.id, rule.level, why().fields]),
    none,
    refused: rules.refused.map(({ file, line }) => [file, line]),
  }),
);
