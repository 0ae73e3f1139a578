import { useEventListener } from '@vueuse/core'

import { openOverlay } from '@/ui/openOverlay'

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>

const sequenceWithin = 1_200

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="combobox"]') !== null)

const nameOf = (event: KeyboardEvent): string => {
  const held = event.ctrlKey || event.metaKey ? 'mod+' : ''
  return `${held}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
}

/**
 * Listens for keys while the component lives: `j`, `Enter`, `g c` (one after the other), `mod+k` (Ctrl or Cmd). Plain keys are
 * off while somebody types or a dialog is open; keys with `mod` always count.
 */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  let previous = ''
  let previousAt = 0

  useEventListener(document, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return
    const name = nameOf(event)
    const isPlain = !name.startsWith('mod+')
    if (isPlain && (isTyping(event.target) || openOverlay() !== undefined)) return
    const isSequence = event.timeStamp - previousAt < sequenceWithin
    const handler = (isSequence ? shortcuts[`${previous} ${name}`] : undefined) ?? shortcuts[name]
    previous = name
    previousAt = event.timeStamp
    if (!handler) return
    event.preventDefault()
    handler(event)
  })
}
