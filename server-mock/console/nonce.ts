// Imported first. Some places in antd's base create <style> elements without the nonce that the page's policy demands, so
// every style element gets it at its birth.

/** The nonce of this answer, put into the page by the center when it serves index.html. */
export const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''

document.createElement = new Proxy(document.createElement, {
  apply(create, self, args) {
    const element: unknown = Reflect.apply(create, self, args)
    if (element instanceof HTMLStyleElement) element.setAttribute('nonce', nonce)
    return element
  },
})
