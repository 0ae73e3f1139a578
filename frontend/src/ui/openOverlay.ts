/** The dialog that lies over the page now, if any. Closed dialogs may stay in the document without being shown. */
export const openOverlay = (): Element | undefined =>
  [...document.querySelectorAll('[aria-modal="true"]')].find((overlay) => overlay.getClientRects().length > 0)
