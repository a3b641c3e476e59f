import { App, Stack } from 'aws-cdk-lib';
import { AuditOutputs, readAlertConfiguration, SystemsManagerAudit } from 'ssm-audit/construct';

// With nothing of this project's cdk.json: no feature flag, no setting.
const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'scratch');
const audit = new SystemsManagerAudit(stack, 'Audit', {});
new AuditOutputs(stack, 'Outputs', { audit });

// A second one, with settings and topics of its own.
const topics = [{ name: 'documents', events: ['DeleteDocument'], subscribers: ['security@example.com'] }];
new SystemsManagerAudit(new Stack(app, 'second'), 'Audit', {
  retentionDays: 800,
  alerts: readAlertConfiguration({ 'ssm-audit:alertTopics': topics }),
});
app.synth();
