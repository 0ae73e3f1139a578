import ElementPlus from 'element-plus'
import { createApp, nextTick, type Component } from 'vue'
import { createI18n } from 'vue-i18n'

import { messages } from '@/i18n/en/messages'

/** Mounts a component into the document with what components need around them: texts in English, Element Plus. */
export const shown = async (component: Component, props: Record<string, unknown> = {}): Promise<HTMLElement> => {
  document.body.innerHTML = '<div id="app"></div>'
  const app = createApp(component, props)
  app.use(createI18n({ legacy: false, locale: 'en', messages: { en: messages } }))
  app.use(ElementPlus)
  app.mount('#app')
  await nextTick()
  await nextTick()
  return document.body
}

/** Presses the button with these words. */
export const press = async (page: HTMLElement, words: string): Promise<void> => {
  const button = [...page.querySelectorAll('button')].find((each) => each.textContent?.trim() === words)
  if (!button) throw new Error(`there is no button "${words}"`)
  button.click()
  await nextTick()
}
