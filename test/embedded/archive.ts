import type { _Object, S3Client } from '@aws-sdk/client-s3';

/**
 * Has listings of a real client say of objects how they are stored, which the embedded S3 does not know: what `stored` gives
 * for a key. Goes on until the function that is given back is called.
 */
export function listAsStored(client: S3Client, stored: (key: string) => Partial<_Object>): () => void {
  const name = `stored-${Math.random()}`;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const output = result.output as { Contents?: readonly _Object[] };
      const { Contents } = output;
      if (Contents)
        Object.assign(output, { Contents: Contents.map((each) => ({ ...each, ...stored(each.Key ?? '') })) });
      return result;
    },
    { step: 'initialize', name },
  );
  return () => void client.middlewareStack.remove(name);
}
