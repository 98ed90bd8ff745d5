// jsdom, where a test asks for it, lacks what Mantine asks a browser for.
if (typeof window !== 'undefined') {
  window.matchMedia ??= query =>
    ({
      matches: false,
      media: query,
      onchange: null,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      addListener: () => undefined,
      removeListener: () => undefined,
      dispatchEvent: () => false,
    }) satisfies MediaQueryList

  window.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }

  window.IntersectionObserver ??= class implements Partial<IntersectionObserver> {
    observe() {}
    unobserve() {}
    disconnect() {}
  } as never

  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true })
  window.scrollTo = () => undefined
  window.HTMLElement.prototype.scrollIntoView = () => undefined

  // Node's own takes whole addresses alone, and no signal of jsdom's; a page's are relative to where it is.
  const Whole = globalThis.Request
  globalThis.Request = class extends Whole {
    constructor(input: RequestInfo | URL, init: RequestInit = {}) {
      const { signal: _, ...rest } = init
      super(typeof input === 'string' ? new URL(input, location.href) : input, rest)
    }
  }
}
