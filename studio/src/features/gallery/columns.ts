/** Something with a shape. */
type Shaped = { width: number; height: number }

/** Shares out pictures among columns of one width, each to the shortest, so that all end at about the same height. */
export function inColumns<T extends Shaped>(items: T[], count: number): T[][] {
  const columns = Array.from({ length: count }, () => ({ items: [] as T[], height: 0 }))
  for (const item of items) {
    const shortest = columns.reduce((best, column) => (column.height < best.height - 1e-9 ? column : best))
    shortest.items.push(item)
    shortest.height += item.height / item.width
  }
  return columns.map(column => column.items)
}
