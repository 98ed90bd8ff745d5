/** The tiers of parameters, lowest first, as plans name them. */
const Tiers = ['basic', 'standard', 'advanced', 'full']

/** Whether a plan's tier reaches another; while the plan is not known, it does. */
export const hasTier = (own: string | undefined, needed: string): boolean =>
  own === undefined || Tiers.indexOf(own) >= Tiers.indexOf(needed)
