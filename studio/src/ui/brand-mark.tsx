import { start } from '~/lib/start'

/** The operator's mark, or ours. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return <img src={start.brand.logo ?? '/icon.svg'} width={size} height={size} alt="" />
}
