import { inject, provide, useId, type InjectionKey, type Ref } from 'vue'

import type { FormErrors } from '@/composables/formErrors'

interface FormContext {
  id: string
  errors: Readonly<Ref<FormErrors>>
}

const formKey: InjectionKey<FormContext> = Symbol('form')

/** Lets the fields inside find their errors; the form's id makes theirs unique. */
export const provideForm = (errors: Readonly<Ref<FormErrors>>): FormContext => {
  const context = { id: useId(), errors }
  provide(formKey, context)
  return context
}

/** The form around a field; undefined for a field that stands alone. */
export const useFormContext = (): FormContext | undefined => inject(formKey, undefined)

/** Id of the control of a field. */
export const controlId = (formId: string, name: string): string => `${formId}-${name}`
