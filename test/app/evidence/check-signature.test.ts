import { generateKeyPairSync } from 'node:crypto';
import { checkFiles } from '../../../lib/app/evidence/check-files';
import { checkSignature } from '../../../lib/app/evidence/check-signature';
import { SIGNER_KEY_FILE } from '../../../lib/app/evidence/seal-package';
import { ENVELOPE_FILE, MANIFEST_FILE } from '../../../lib/core/evidence/package-manifest';
import type { MemoryPackage } from './memory-package';
import { KEY, SIGNER, sealed } from './sealed-package';

describe('checkSignature', () => {
  const reasons = async (change: (made: MemoryPackage) => void, key = SIGNER) => {
    const { made } = await sealed(KEY);
    change(made);
    const { state, differences } = await checkSignature(made, await checkFiles(made), key);
    return [state, ...differences.map(({ subject }) => subject)];
  };

  it('refuses another key, no envelope, a damaged one, and a manifest that was not signed', async () => {
    expect(await reasons(() => undefined, generateKeyPairSync('ed25519').publicKey)).toEqual(['wrong', ENVELOPE_FILE]);
    expect(await reasons((made) => made.files.delete(ENVELOPE_FILE))).toEqual(['wrong', ENVELOPE_FILE]);
    expect(await reasons((made) => made.files.set(ENVELOPE_FILE, Buffer.from('{}')))).toEqual(['wrong', ENVELOPE_FILE]);
    const renamed = (made: MemoryPackage) => {
      const envelope = JSON.parse(made.text(ENVELOPE_FILE));
      envelope.signatures[0].keyid = '0'.repeat(64);
      made.files.set(ENVELOPE_FILE, Buffer.from(JSON.stringify(envelope)));
    };
    expect(await reasons(renamed)).toEqual(['wrong', ENVELOPE_FILE]);
    const bare = await sealed();
    expect(
      await reasons((made) => made.files.set(MANIFEST_FILE, bare.made.files.get(MANIFEST_FILE) ?? Buffer.of())),
    ).toEqual(['wrong', SIGNER_KEY_FILE, MANIFEST_FILE]);
  });

  it('names a shipped key that is none', async () => {
    const { made } = await sealed(KEY);
    made.files.set(SIGNER_KEY_FILE, Buffer.from('none'));
    const { differences } = await checkSignature(made, await checkFiles(made), undefined);
    expect(differences).toEqual([{ subject: SIGNER_KEY_FILE, reason: expect.stringContaining('cannot be read') }]);
  });

  it('misses the envelope where the key of a signer is in the package', async () => {
    const { made } = await sealed(KEY);
    made.files.delete(ENVELOPE_FILE);
    const { differences } = await checkSignature(made, await checkFiles(made), undefined);
    expect(differences).toEqual([{ subject: ENVELOPE_FILE, reason: expect.stringContaining('not there') }]);
  });
});
