// What a desk keeps is sealed with AES-GCM under a key that no script can export; whoever has the whole
// profile has it (`docs/offline.md`). Each part is bound to its name, so that one cannot be put in
// another's place.

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

const IV_BYTES = 12;

export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export function sealValue(key: CryptoKey, name: string, value: unknown): Promise<Sealed> {
  return sealBytes(key, name, new TextEncoder().encode(JSON.stringify(value)));
}

export async function sealBytes(
  key: CryptoKey,
  name: string,
  plain: Uint8Array<ArrayBuffer> | ArrayBuffer,
): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  return { iv, bytes: await crypto.subtle.encrypt(wayOf(iv, name), key, plain) };
}

/** Throws where it was sealed under another key or name, or changed since. */
export async function openValue<Value>(
  key: CryptoKey,
  name: string,
  sealed: Sealed,
): Promise<Value> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, name, sealed))) as Value;
}

export function openBytes(key: CryptoKey, name: string, sealed: Sealed): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt(wayOf(sealed.iv, name), key, sealed.bytes);
}

function wayOf(iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) };
}
