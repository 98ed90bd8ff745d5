/** Whether an address is a page of this studio: nobody is sent elsewhere by a link that they followed. */
export const isOurAddress = (address: string): boolean => /^\/(?![/\\])/.test(address)
