const Prefix = 'mezzotint-'

/** What this browser keeps for itself. Storage may be full or switched off: then nothing is kept, and all works on. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(Prefix + name)
    else localStorage.setItem(Prefix + name, typeof value === 'string' ? value : JSON.stringify(value))
  } catch {
    // A draft that cannot be kept is lost on reload, which is no reason to stop.
  }
}

/** What is the device's, whoever uses it. */
const OfDevice = new Set(['language', 'colour-scheme', 'snippet-language', 'person'])

const forgetters = new Set<() => void>()

/** Calls back when what was a person's is forgotten: what was read of it is to go too. */
export const onForget = (listener: () => void): void => void forgetters.add(listener)

/** Forgets what a person wrote and chose here, for the next one not to find it. */
export function forgetOwn(): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(Prefix) && !OfDevice.has(key.slice(Prefix.length))) localStorage.removeItem(key)
  } catch {
    // Where storage is switched off nothing was kept.
  }
  for (const forget of forgetters) forget()
}

/** A text that was kept. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(Prefix + name)
  } catch {
    return null
  }
}

/** A value that was kept as JSON, where it is what it should be: anybody may have written there. */
export function keptJson<T>(name: string, isRight: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(kept(name) ?? 'null')
    return isRight(value) ? value : null
  } catch {
    return null
  }
}
