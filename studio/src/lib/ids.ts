/** 16 random bytes as text. `crypto.randomUUID` is missing where a page comes by plain http from another machine. */
export const createId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), part => part.toString(16).padStart(2, '0')).join('')
