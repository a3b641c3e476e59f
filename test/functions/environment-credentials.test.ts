import { defaultProvider, MissingCredentialsError } from '../../lib/functions/environment-credentials';

const NAMES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;
const saved = NAMES.map((name) => [name, process.env[name]] as const);

beforeEach(() => {
  for (const name of NAMES) delete process.env[name];
});

afterAll(() => {
  for (const [name, value] of saved) if (value !== undefined) process.env[name] = value;
});

it('gives what Lambda has put into the environment, asked anew each time', async () => {
  const provider = defaultProvider();
  for (const session of ['first', 'second']) {
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_SESSION_TOKEN: session,
    });
    expect(await provider()).toEqual({ accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 's', sessionToken: session });
  }
});

it('says what is missing', async () => {
  await expect(defaultProvider()()).rejects.toThrow(MissingCredentialsError);
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIAEXAMPLE';
  await expect(defaultProvider()()).rejects.toThrow('expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
});
