// The built command line for many runs in one process, one after the other: test/cli/shared-program.ts sends what to run, and
// gets what each run printed and its exit code. A run has the folder, the words and the environment of a process of its own.
import { join } from 'node:path';
import { main } from '../../dist/ssm-audit.mjs';

const DOOR = join(import.meta.dirname, '..', '..', 'bin', 'ssm-audit');

process.on('message', async (run) => {
  process.send(await ran(run));
});
process.on('disconnect', () => process.exit());

async function ran({ words, cwd, env }) {
  const [stdout, stderr] = [taken(process.stdout), taken(process.stderr)];
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' });
  process.argv = [process.execPath, DOOR, ...words];
  process.exitCode = undefined;
  await main(words);
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  return { code, stdout: stdout.release(), stderr: stderr.release() };
}

/** Takes what is written to a stream until it is released, and what listens to the stream since. */
function taken(stream) {
  const write = stream.write;
  let text = '';
  stream.write = (chunk, ...rest) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const done = rest.find((each) => typeof each === 'function');
    if (done) process.nextTick(done);
    return true;
  };
  const release = () => {
    stream.write = write;
    stream.removeAllListeners('error');
    return text;
  };
  return { release };
}
