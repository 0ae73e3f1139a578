const asciiName = (name: string) => name.replace(/[^\x20-\x7e]|["\\%]/gu, '_')

// RFC 8187: what encodeURIComponent leaves alone but the header's grammar does not.
const encodedName = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

/** The header of a download under any name (RFC 6266): in ASCII for old programs, in UTF-8 for the others. */
export const contentDisposition = (name: string): string =>
  `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${encodedName(name)}`
