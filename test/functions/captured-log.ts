/**
 * What Powertools writes while work is done, each line parsed: log lines and metrics in CloudWatch's embedded format. It
 * has a console of its own, which Jest's does not see, on the standard streams.
 */
export async function capturedLog(work: () => Promise<void> | void): Promise<readonly Record<string, unknown>[]> {
  let text = '';
  const write = (written: unknown) => {
    text += String(written);
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(write));
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return text.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
}
