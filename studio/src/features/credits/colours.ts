/** Colours that can be told apart, also by people who see few; each has 3 to 1 on paper and on ink. */
const Hues = ['#b5693c', '#3b82b8', '#7a8f2e', '#9a6bbf', '#c05377', '#2f9486']

/** What is more than there are colours shares the last. */
const Rest = '#8a8177'

/** The colour of a chart's model by its place. */
export const colourOf = (place: number): string => Hues[place] ?? Rest
