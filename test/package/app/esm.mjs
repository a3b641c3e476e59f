import { SystemsManagerAudit } from 'ssm-audit/construct';
import { compile } from 'ssm-audit/rules';

process.stdout.write(`${typeof SystemsManagerAudit} ${typeof compile}`);
