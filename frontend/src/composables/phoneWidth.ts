/** Media query of a window so narrow that the portal arranges itself for a phone. */
export const phoneWidth = '(max-width: 760px)'
