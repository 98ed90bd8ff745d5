const Browsers = [
  ['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari'],
]
const Systems = [
  ['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
]

/** A browser and system as people call them, from what a browser says of itself; that itself where it is none. */
export function deviceName(agent: string): string {
  const find = (names: string[][]) => names.find(([mark]) => agent.includes(mark!))?.[1]
  const [browser, system] = [find(Browsers), find(Systems)]
  return browser && system ? `${browser}, ${system}` : (browser ?? agent.slice(0, 60))
}
