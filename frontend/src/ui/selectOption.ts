/** Something to choose in a select. */
export interface SelectOption {
  value: string
  label: string
}
