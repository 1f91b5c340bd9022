/** Ids made in the browser. crypto.randomUUID is missing in old web-views and on plain http, so it is not used. */

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

/** 24 characters of [0-9a-z]: about 124 bits where `crypto` exists. */
export function randomId(): string {
  const bytes = new Uint8Array(24);
  // The type says that `crypto` always exists; web-views of 2017 disagree.
  const source = (window as { crypto?: Crypto }).crypto;
  if (source === undefined) for (let i = 0; i < bytes.length; i += 1) bytes[i] = Math.floor(Math.random() * 256);
  else source.getRandomValues(bytes);
  let id = "";
  for (const byte of bytes) id += ALPHABET.charAt(byte % ALPHABET.length);
  return id;
}

/** The user id of `user_id|exp|nonce|sig`: everything before the last three parts. */
export function userOf(identity: string): string {
  const parts = identity.split("|");
  return parts.length > 3 ? parts.slice(0, -3).join("|") : identity;
}

/** Tells whether a kept session belongs to the user at hand without keeping the user id. */
export function userMark(user: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < user.length; i += 1) {
    a = Math.imul(a ^ user.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ user.charCodeAt(i), 0x85ebca6b);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
