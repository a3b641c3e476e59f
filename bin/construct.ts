// biome-ignore-all lint/performance/noBarrelFile: the door of the package for CDK apps, in which everything is used
export { readAlertConfiguration } from '../lib/core/alerts/configuration/alert-configuration';
export { AuditOutputs, type AuditOutputsProps } from '../lib/infra/audit-outputs';
export { type AuditOptions, ConfigurationError } from '../lib/infra/settings/configuration';
export { SystemsManagerAudit, type SystemsManagerAuditProps } from '../lib/infra/systems-manager-audit';
