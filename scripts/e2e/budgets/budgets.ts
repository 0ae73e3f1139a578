import type { Cost } from './meter'
export const budgets: Readonly<Record<string, Cost>> = {}
