/** Lets the browser do what is due, such as paint and scroll, before more is done. */
export const nextTask = () => new Promise<void>(resolve => setTimeout(resolve))
