import { checkFiles } from '../../../lib/app/evidence/check-files';
import { checkSignature } from '../../../lib/app/evidence/check-signature';
import { SIGNER_KEY_FILE, sealPackage } from '../../../lib/app/evidence/seal-package';
import { fingerprintOf } from '../../../lib/core/evidence/envelope-signature';
import { KEY, SIGNER, sealed } from './sealed-package';

describe(sealPackage.name, () => {
  it('lists each file in a manifest, and signs nothing without a key', async () => {
    const { made, result } = await sealed();
    const files = await checkFiles(made);
    expect(files.differences).toEqual([]);
    expect(result).toEqual({ manifestSha256: files.manifestSha256 });
    expect(await checkSignature(made, files, undefined)).toEqual({ state: 'none', differences: [] });
  });

  it('signs with a key, whose public half is in the package', async () => {
    const { made, result } = await sealed(KEY);
    const fingerprint = fingerprintOf(SIGNER);
    expect(result.signerFingerprint).toBe(fingerprint);
    expect(made.text(SIGNER_KEY_FILE)).toBe(KEY.publicKey);
    const files = await checkFiles(made);
    expect(await checkSignature(made, files, SIGNER)).toEqual({ state: 'valid', fingerprint, differences: [] });
    expect(await checkSignature(made, files, undefined)).toMatchObject({ state: 'not checked', fingerprint });
  });
});
