import { defineComponent, h } from 'vue'

import type { FormErrors } from '@/composables/formErrors'

import { shown } from '../../test/shown'

import FormField from './FormField.vue'
import FormFrame from './FormFrame.vue'

const form = (errors: FormErrors) => {
  const input = ({ control }: { control: Record<string, unknown> }) => h('input', control)
  const field = () => h(FormField, { name: 'name', label: 'Name', required: true }, { default: input })
  return shown(
    defineComponent({ setup: () => () => h(FormFrame, { errors, labels: { name: 'Name' } }, { default: field }) }),
  )
}

it('ties label and error to the control', async () => {
  const page = await form({ fields: { name: 'This is needed' }, others: [] })
  const input = page.querySelector('input')
  expect(page.querySelector('label')?.htmlFor).toBe(input?.id)
  expect(input?.getAttribute('aria-invalid')).toBe('true')
  expect(document.getElementById(input?.getAttribute('aria-describedby') ?? '')?.textContent).toBe('This is needed')
})

it('sums up what is wrong, and leads to the field', async () => {
  Element.prototype.scrollIntoView = () => undefined
  const page = await form({ fields: { name: 'This is needed' }, others: ['Busy'] })
  const summary = page.querySelector('[role="alert"]')
  expect(summary?.textContent).toContain('Busy')
  summary?.querySelector('button')?.click()
  expect(document.activeElement).toBe(page.querySelector('input'))
})

it('shows no summary while nothing is wrong', async () => {
  const page = await form({ fields: {}, others: [] })
  expect(page.querySelector('[role="alert"]')).toBeNull()
})
