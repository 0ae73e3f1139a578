import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose } from 'vue'

import { parseLiveEvent, staleKeys } from '@/api/liveUpdates'

const gatherFor = 400

/**
 * Keeps one stream of live updates open and refreshes what is on the screen when a colleague changes it. Facts are gathered
 * for a moment, so that an import of many rows refreshes a list once and not a thousand times.
 */
export const useLiveUpdates = (): void => {
  const queries = useQueryClient()
  const waiting = new Map<string, readonly unknown[]>()
  let timer = 0

  const refresh = (): void => {
    timer = 0
    const keys = [...waiting.values()]
    waiting.clear()
    for (const queryKey of keys) void queries.invalidateQueries({ queryKey })
  }

  const source = new EventSource('/v1/live')
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const event = parseLiveEvent(data)
    if (!event) return
    for (const key of staleKeys(event)) waiting.set(JSON.stringify(key), key)
    if (!timer && waiting.size > 0) timer = window.setTimeout(refresh, gatherFor)
  })

  // The stream was interrupted: what happened meanwhile is not known, so everything on the screen is read anew.
  source.addEventListener('resync', () => void queries.invalidateQueries())
  source.addEventListener('signedOut', () => {
    source.close()
    // The answer to any read (401) leads to the sign-in page.
    void queries.invalidateQueries()
  })

  onScopeDispose(() => {
    source.close()
    window.clearTimeout(timer)
  })
}
