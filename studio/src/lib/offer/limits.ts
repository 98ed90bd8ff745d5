import type { Values } from '~/lib/i18n/i18n'
import { usePlan } from './plans'

const Mega = 1_000_000

/** The limits of the workspace's plan, as sentences about refusals name them. */
export function usePlanLimits(): Values {
  const own = usePlan()?.entitlements
  if (!own) return {}
  const { imagesPerRequest: images, largestSidePixels: side, largestPixels, stepsMax: steps } = own
  const limits = { images, side, steps, megapixels: Math.floor((largestPixels / Mega) * 100) / 100 }
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value != null)) as Values
}
