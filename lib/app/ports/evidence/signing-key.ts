/** A key that signs packages of evidence. */
export interface SigningKey {
  /** Its public half as PEM (SubjectPublicKeyInfo). */
  readonly publicKey: string;
  /** A signature as DSSE wants it: Ed25519's own, ECDSA's in DER, over the bytes themselves or their SHA-256. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}
