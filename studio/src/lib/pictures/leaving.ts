/** Pictures that a person deleted and the server still has: lists that are read meanwhile leave them out. */
const leaving = new Set<string>()

export const leave = (ids: string[]): void => ids.forEach(id => leaving.add(id))

export const stay = (ids: string[]): void => ids.forEach(id => leaving.delete(id))

export const withoutLeaving = <T extends { id: string }>(pictures: T[]): T[] =>
  leaving.size === 0 ? pictures : pictures.filter(picture => !leaving.has(picture.id))
