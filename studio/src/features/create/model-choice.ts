import type { OfferedModel } from '~/api/types'

/** The model that is meant: the one that was chosen where it can be used, else the first that can. */
export const chosenModel = (models: OfferedModel[] | undefined, key: string | null): OfferedModel | undefined =>
  models?.find(model => model.key === key && model.isAvailable) ?? models?.find(model => model.isAvailable)
