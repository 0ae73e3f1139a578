import { rawRequest } from './client'

const nameIn = (disposition: string): string | undefined => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  if (encoded) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1]
}

/**
 * Fetches a file and hands it to the browser as a download, named as the server says. A plain link would not carry the
 * language of the interface. `language` asks for another one. Throws ApiProblem when the server refuses.
 */
export const downloadFile = async (path: string, fallbackName: string, language?: string): Promise<void> => {
  const response = await rawRequest(path, language ? { headers: { 'Accept-Language': language } } : {})
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = nameIn(response.headers.get('content-disposition') ?? '') ?? fallbackName
  document.body.append(link)
  link.click()
  link.remove()
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
