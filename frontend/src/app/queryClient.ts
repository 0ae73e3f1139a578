import { QueryClient } from '@tanstack/vue-query'

import { ApiProblem } from '@/api/client'

const passing = new Set([0, 502, 503, 504])
const tries = 2

/** Reads are tried again only when the server was out of reach or busy; a refusal stays a refusal. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < tries && error instanceof ApiProblem && passing.has(error.status),
    },
  },
})
