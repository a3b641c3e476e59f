import type { JsonObject } from '../lib/core/record/json';
import type { SampleLogFile } from '../samples/log-file';

/** User agents as long as they really are: a console in a browser, and the tools with all that they tell of themselves. */
const LONG_AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0',
  'aws-cli/2.31.9 md/awscrt#0.27.6 ua/2.1 os/linux#6.12.53-69.119.amzn2023.x86_64 md/arch#x86_64 lang/python#3.13.7 md/pyimpl#CPython exec-env/CloudShell m/n,E,z,b,AA,AB cfg/retry-mode#standard md/installer#exe md/distrib#amzn.2023 md/prompt#off md/command#ssm.get-parameters-by-path',
  'Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#6.16.8-200.fc42.x86_64 md/arch#x86_64 lang/python#3.12.3 md/pyimpl#CPython exec-env/AWS_Lambda_python3.12 m/Z,b,D,n cfg/retry-mode#legacy Botocore/1.40.61',
  'APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.19.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.39.5 ua/2.1 os/linux lang/go#1.24.8 md/GOOS#linux md/GOARCH#amd64 api/ssm#1.66.2 m/n,z',
];

/** Names of people and of permission sets that stand for longer ones (a permission set has at most 32 characters). */
const LONGER: readonly (readonly [RegExp, string])[] = [
  [/AWSReservedSSO_[A-Za-z]+_/g, 'AWSReservedSSO_PlatformEngineeringAdministrator_'],
  [/\b([a-z]+)\.([a-z]+)@example\.com/g, '$1.$2-longname@subsidiary.example.com'],
];

/** The same log files with long user agents, session names and names of permission sets. */
export function* withLongAgents(files: Iterable<SampleLogFile>): Generator<SampleLogFile> {
  let next = 0;
  for (const file of files) {
    const records = file.records.map((record) => longer(record, LONG_AGENTS[next++ % LONG_AGENTS.length] ?? ''));
    yield { ...file, records };
  }
}

/** The agent of a node tells of itself in few words. */
function longer(record: JsonObject, userAgent: string): JsonObject {
  if (String(record['userAgent']).includes('amazon-ssm-agent')) return record;
  const text = LONGER.reduce((json, [name, long]) => json.replace(name, long), JSON.stringify(record));
  return { ...JSON.parse(text), userAgent };
}
