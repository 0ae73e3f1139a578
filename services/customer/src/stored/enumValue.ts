/** The number of an enum's value from its stored name; 0 (unspecified) for the empty text. */
export const enumValue = <E extends Record<string, string | number>>(
  names: E,
  stored: string,
): Extract<E[keyof E], number> => (names[stored] ?? 0) as Extract<E[keyof E], number>
