/** The address as a link that only ever leads to a web page; undefined for anything else, such as `javascript:`. */
export const safeWebAddress = (address: string): string | undefined => {
  if (address.trim() === '') return undefined
  const full = /^https?:\/\//i.test(address) ? address : `https://${address}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  return url?.hostname.includes('.') ? url.href : undefined
}
