let language = 'zh-CN'

/** Sets the language (BCP 47) in which the server answers; the i18n plugin calls it whenever the interface changes language. */
export const setRequestLanguage = (next: string): void => {
  language = next
}

/** The language sent as `Accept-Language` with every request. */
export const requestLanguage = (): string => language
