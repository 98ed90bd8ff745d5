/** What this browser keeps for itself. Storage may be full or switched off: then nothing is kept, and all works on. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(`mezzotint-${name}`)
    else localStorage.setItem(`mezzotint-${name}`, typeof value === 'string' ? value : JSON.stringify(value))
  } catch {
    // A draft that cannot be kept is lost on reload, which is no reason to stop.
  }
}

/** A text that was kept. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`mezzotint-${name}`)
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
