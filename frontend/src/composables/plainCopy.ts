/** A copy without reactivity of what is plain JSON, such as the values of a form. */
export const plainCopy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value
