import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { withoutLogging } from '../../../lib/adapters/sdk/without-logging';

it('takes the logger out of what requests pass through', () => {
  const steps = (client: S3Client) => client.middlewareStack.identify().join('\n');
  const client = new S3Client({ region: 'us-east-1' });
  expect(steps(client)).toContain('loggerMiddleware');
  expect(withoutLogging(client)).toBe(client);
  expect(steps(client)).not.toContain('loggerMiddleware');
});

it('is what every client of the project goes through', () => {
  const lib = join(__dirname, '..', '..', '..', 'lib');
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const logging = files.filter((name) =>
    /(?<!withoutLogging\(\s*)new \w+Client\(/.test(readFileSync(join(lib, name), 'utf8')),
  );
  expect(logging).toEqual([]);
});
